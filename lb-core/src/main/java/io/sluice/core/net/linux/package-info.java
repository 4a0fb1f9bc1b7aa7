/**
 * Calls into the Linux kernel that neither the JDK nor Netty offers. The only package that uses
 * java.lang.foreign. Event loops may call it; no call blocks.
 */
@NullMarked
package io.sluice.core.net.linux;

import org.jspecify.annotations.NullMarked;
