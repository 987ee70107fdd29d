// SPDX-License-Identifier: MIT
// The API reference: Swagger UI, which a script before this one brought, over the server's own contract.
