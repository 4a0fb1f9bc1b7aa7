package io.sluice.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.instruction.MonitorInstruction;
import java.net.URI;

/** Conditions on what is in a class file but not in ArchUnit's picture of it. */
final class BytecodeConditions {
  private BytecodeConditions() {}

  /** Has a synchronized method or block. */
  static ArchCondition<JavaClass> lock() {
    return new ArchCondition<>("have a synchronized method or block") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        boolean method =
            item.getMethods().stream()
                .anyMatch(each -> each.getModifiers().contains(JavaModifier.SYNCHRONIZED));
        boolean locks = method || hasMonitor(item);
        String text = item.getName() + (locks ? " locks" : " does not lock");
        events.add(new SimpleConditionEvent(item, locks, text));
      }
    };
  }

  /** Lists the classes that may extend it. */
  static ArchCondition<JavaClass> beSealed() {
    return new ArchCondition<>("be sealed") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        boolean sealed = item.reflect().isSealed();
        String text = item.getName() + (sealed ? " is sealed" : " is not sealed");
        events.add(new SimpleConditionEvent(item, sealed, text));
      }
    };
  }

  private static boolean hasMonitor(JavaClass item) {
    return item.getSource()
        .map(source -> hasMonitor(bytes(source.getUri())))
        .orElseThrow(() -> new IllegalStateException("no class file of " + item.getName()));
  }

  private static boolean hasMonitor(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(CodeModel::elementStream)
        .anyMatch(MonitorInstruction.class::isInstance);
  }

  private static byte[] bytes(URI classFile) {
    try (InputStream stream = classFile.toURL().openStream()) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
