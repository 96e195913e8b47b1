export { openApi } from './openapi.ts';
export { collect, makeParse, type ReadMessage } from './read.ts';
export { makeReply, type ReplyPorts } from './reply.ts';
