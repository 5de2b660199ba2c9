// All refusals in English. The annotation makes a code without words a compile error.
import type { ErrorTable } from '../error-code.ts';
import { connectionErrors } from './errors-connections.ts';
import { encryptErrors } from './errors-encrypt.ts';
import { factorErrors } from './errors-factor.ts';
import { jobErrors } from './errors-jobs.ts';
import { openErrors } from './errors-open.ts';
import { placeErrors } from './errors-place.ts';
import { policyErrors } from './errors-policy.ts';
import { profileErrors } from './errors-profile.ts';
import { recipientErrors } from './errors-recipients.ts';
import { saveErrors } from './errors-save.ts';
import { vaultErrors } from './errors-vault.ts';

export const errors: ErrorTable = { ...placeErrors, ...openErrors, ...encryptErrors, ...policyErrors, ...profileErrors, ...factorErrors, ...jobErrors, ...recipientErrors, ...saveErrors, ...vaultErrors, ...connectionErrors };
