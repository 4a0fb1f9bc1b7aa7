/**
 * The vocabulary of network tests: peers with exact control over how they send, end and abort, and
 * a load balancer between them that is checked for what it leaves behind. Any thread of a test.
 */
@NullMarked
package io.sluice.core.rig;

import org.jspecify.annotations.NullMarked;
