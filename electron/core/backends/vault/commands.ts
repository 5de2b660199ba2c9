// Where the calls lie that node-vault's table knows, and by which method. Of node-vault nothing runs: the table is data, and the sending is ours.
import type { Asked } from './transport.ts';

export type CommandName = 'health' | 'tokenLookupSelf' | 'tokenRenewSelf' | 'tokenRevokeSelf' | 'unwrap';

/** The path behind `/v1/`. */
export async function command(name: CommandName): Promise<Pick<Asked, 'method' | 'path'>> {
  const { default: table } = await import('node-vault/src/commands.js');
  const { method = 'LIST', path = '' } = table[name] ?? {};
  if (method === 'LIST' || path.includes('{')) throw new Error('this call is not as it is used here');
  return { method, path: path.replace(/^\//, '') };
}
