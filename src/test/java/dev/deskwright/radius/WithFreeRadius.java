package dev.deskwright.radius;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * For test classes that start a real RADIUS server, FreeRADIUS. Where it is missing, the class is
 * skipped; in CI it fails.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("directory")
@ExtendWith(FreeRadiusExtension.class)
@interface WithFreeRadius {}
