package io.sluice.config.model;

/** Transport protocol of a service port, named as Kubernetes names it. */
public enum Protocol {
  TCP,
  UDP,
  SCTP
}
