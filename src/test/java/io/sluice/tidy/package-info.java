/** What every file of the repository keeps to, checked on the files that git knows. */
@NullMarked
package io.sluice.tidy;

import org.jspecify.annotations.NullMarked;
