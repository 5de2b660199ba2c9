// The whole boundary in one table: room → call. A new room is one file and one line here.
import { age } from './age.ts';
import { app } from './app.ts';
import { asking } from './asking.ts';
import { audit } from './audit.ts';
import type { Contract } from './define.ts';
import { factor } from './factor.ts';
import { jobs } from './jobs.ts';
import { policy } from './policy.ts';
import { profile } from './profile.ts';
import { projects } from './projects.ts';
import { recipients } from './recipients.ts';
import { sessions } from './sessions.ts';
import { settings } from './settings.ts';
import { sops } from './sops.ts';
import { vault } from './vault.ts';

export const contract = { age, app, asking, audit, factor, jobs, policy, profile, projects, recipients, sessions, settings, sops, vault } satisfies Contract;
export type AppContract = typeof contract;
