export interface Page {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly url: string;
}

/** A browser as far as signing in needs one: cookies by origin, and redirects until one of them is to be looked at. */
export class Browser {
  readonly #jars = new Map<string, Map<string, string>>();

  /** Follows redirects; stops before the one that `until` matches, with its address as `url`. */
  async open(url: string, until?: RegExp): Promise<Page> {
    const response = await fetch(url, { redirect: 'manual', headers: { cookie: this.cookies(url) } });
    const jar = this.#jar(url);
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) jar.delete(name!);
      else jar.set(name!, value!);
    }
    const location = response.headers.get('location');
    const text = await response.text();
    if (location === null) return { status: response.status, headers: response.headers, text, url };
    const next = new URL(location, url).href;
    if (until?.test(next)) return { status: response.status, headers: response.headers, text, url: next };
    return this.open(next, until);
  }

  cookies(url: string): string {
    return [...this.#jar(url)].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  #jar(url: string): Map<string, string> {
    const { origin } = new URL(url);
    const jar = this.#jars.get(origin) ?? new Map<string, string>();
    this.#jars.set(origin, jar);
    return jar;
  }
}
