// SPDX-License-Identifier: MIT
// The client of factd: what openapi.yaml says, as types, and little around it.
export { createClient } from './client.js';
export type { FactdClient, FactdOptions, GetOptions } from './client.js';
export { ok, ProblemError } from './problem.js';
export { text } from './text.js';
export { pages, rows } from './walk.js';
export type { ListPath, Page, Query, Row, Some } from './walk.js';
export type * from './types.js';
export type { components, operations, paths } from './schema.js';
