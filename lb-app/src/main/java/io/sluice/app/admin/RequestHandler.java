package io.sluice.app.admin;

/** Answers requests, on a virtual thread each. */
@FunctionalInterface
interface RequestHandler {
  AdminResponse handle(AdminRequest request);
}
