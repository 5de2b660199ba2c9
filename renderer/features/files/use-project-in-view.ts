// The project that buttons and commands are about: that of the file in view, else the one opened last.
import type { Project } from '../../bridge/index.ts';
import { useProjects, useWords } from '../../stores/index.ts';
import { useFiles } from './files-context.tsx';

export interface ProjectInView {
  readonly project: Project | undefined;
  /** As the person knows it; '' without a project. */
  readonly name: string;
}

export function useProjectInView(): ProjectInView {
  const { files: say } = useWords();
  const selected = useFiles((state) => state.selected?.project);
  const projects = useProjects((state) => state.projects);
  const latest = useProjects((state) => state.latest);
  const project = projects.find((known) => known.project === (selected ?? latest)) ?? projects.at(-1);
  return { project, name: project?.sample === true ? say.sampleName : (project?.name ?? '') };
}
