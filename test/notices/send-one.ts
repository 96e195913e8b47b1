import { openPost } from './post.ts';

/** Sends what is in an outbox: the process that a test kills. Arguments: store, mail server, time. */
const [path, url, now] = process.argv.slice(2) as [string, string, string];
const { post } = await openPost(path, url, { value: Number(now) });
await post.run();
