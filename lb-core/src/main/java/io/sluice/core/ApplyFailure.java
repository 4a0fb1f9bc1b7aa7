package io.sluice.core;

/** Why a configuration could not be applied; as text one line for the operator. */
public sealed interface ApplyFailure permits ListenerFailure, CertificateFailure {}
