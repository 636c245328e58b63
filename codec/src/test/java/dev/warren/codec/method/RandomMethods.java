package dev.warren.codec.method;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.RandomValues;
import dev.warren.codec.value.ShortString;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Methods by chance, the same for the same seed. Finds the records by reflection, so that no
/// method can be forgotten.
public final class RandomMethods {

    /// Every record of the sealed [Method].
    public static final List<Class<?>> TYPES =
            Arrays.stream(Method.class.getPermittedSubclasses())
                    .flatMap(type -> Arrays.stream(type.getPermittedSubclasses()))
                    .<Class<?>>map(type -> type)
                    .toList();

    /// Those whose short strings may be any bytes: what a publish names, and where it comes out.
    private static final Set<Class<?>> RAW =
            Set.of(
                    BasicMethod.Publish.class,
                    BasicMethod.Return.class,
                    BasicMethod.Deliver.class,
                    BasicMethod.GetOk.class);

    private final RandomGenerator random;
    private final RandomValues values;

    public RandomMethods(RandomGenerator random) {
        this.random = random;
        this.values = new RandomValues(random);
    }

    /// One method of each kind.
    public Stream<Method> each() {
        return TYPES.stream().map(this::of);
    }

    /// One method of any kind.
    public Method any() {
        return of(TYPES.get(random.nextInt(TYPES.size())));
    }

    private Method of(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = Arrays.stream(components).map(this::argument).toArray();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return (Method) type.getDeclaredConstructor(types).newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.toString(), e);
        }
    }

    private Object argument(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == ShortString.class) {
            return RAW.contains(component.getDeclaringRecord())
                    ? values.shortString()
                    : values.utf8ShortString();
        } else if (type == Bytes.class) {
            return values.longString();
        } else if (type == FieldTable.class) {
            return values.table();
        } else if (type == boolean.class) {
            return random.nextBoolean();
        } else if (type == long.class) {
            return number(component.getName());
        } else {
            return random.nextInt(component.getName().startsWith("version") ? 1 << 8 : 1 << 16);
        }
    }

    private long number(String name) {
        return name.equals("deliveryTag") ? random.nextLong() : random.nextLong(1L << 32);
    }
}
