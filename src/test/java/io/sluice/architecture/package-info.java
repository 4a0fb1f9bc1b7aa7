/** The walls between modules and packages, checked on the compiled classes. */
@NullMarked
package io.sluice.architecture;

import org.jspecify.annotations.NullMarked;
