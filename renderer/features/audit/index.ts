// Door of the Audit room.
export { AuditScreen } from './screen.tsx';
