using System.Reflection;

namespace Sequence.Connectors.Xero.Tests;

public sealed class WireShapeTests
{
    public static TheoryData<Type> Wires => [.. typeof(XeroContact).Assembly.GetTypes().Where(type => ShapeOf(type) is not null)];

    [Theory]
    [MemberData(nameof(Wires))]
    public void Every_property_of_a_wire_record_is_read(Type wire)
    {
        var properties = wire.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name);
        var members = (IEnumerable<string>)ShapeOf(wire)!.GetValue(null)!;

        Assert.Equal(properties.Order(), members.Order(), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void Every_wire_record_has_a_shape()
    {
        var wires = Wires.Select(row => row.Data).ToArray();

        Assert.Contains(typeof(XeroContact), wires);
        Assert.All(wires.SelectMany(wire => wire.GetProperties(BindingFlags.Public | BindingFlags.Instance)), property =>
        {
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            type = type.GetElementType() ?? type;
            Assert.True(type.Assembly != typeof(XeroContact).Assembly || wires.Contains(type), $"{type.Name} has no shape.");
        });
    }

    private static PropertyInfo? ShapeOf(Type type) => type.GetProperty("Shape", BindingFlags.Public | BindingFlags.Static);
}
