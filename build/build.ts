// npm run build
import { buildAll } from './build-all.ts';

try {
  const took = await buildAll();
  console.log(`Built dist/renderer and dist/electron in ${(took / 1000).toFixed(1)} s with Node ${process.version}.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  console.error('The build failed; the last good one, if any, stands as it was.');
  process.exitCode = 1;
}
