// SPDX-License-Identifier: MIT
// Errors as what RFC 9457 makes of them, thrown where an answer is none.
import type { ParameterError, Problem } from './types.js';

/** An error answer. `type` is `about:blank` where it was no problem document, such as a proxy's in between. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly type: Problem['type'] | 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string | undefined;
  readonly request_id: string | undefined;
  readonly errors: ParameterError[];
  readonly response: Response;

  constructor(error: unknown, response: Response) {
    const { type, title, detail, instance, request_id, errors } = said(error);
    super(`${response.status} ${detail ?? title ?? response.statusText}`.trim());
    this.type = type ?? 'about:blank';
    this.title = title ?? response.statusText;
    this.status = response.status;
    this.detail = detail ?? '';
    this.instance = instance;
    this.request_id = request_id ?? response.headers.get('x-request-id') ?? undefined;
    this.errors = errors ?? [];
    this.response = response;
  }
}

// What is refused before a request is whole has no `instance` and `request_id`, so a member may be missing.
function said(error: unknown): Partial<Problem> {
  const one: Partial<Problem> = typeof error === 'object' && error !== null ? error : {};
  return typeof one.type === 'string' && one.type.startsWith('/problems/') ? one : {};
}

interface Answer<Body> {
  data?: Body;
  error?: unknown;
  response: Response;
}

/** The body of what `GET` gives; where it is an error, a ProblemError is thrown. */
export async function ok<Body>(asked: Answer<Body> | Promise<Answer<Body>>): Promise<Body> {
  const { data, error, response } = await asked;
  if (!response.ok || data === undefined) throw new ProblemError(error, response);
  return data;
}
