namespace Sequence.Connectors;

/// <summary>
/// What the host's product is called in its customers' systems: in notes, marks, and the names of custom fields and objects.
/// </summary>
/// <param name="Name">The name for people, such as <c>Sequence</c>.</param>
/// <param name="FieldPrefix">What names of custom fields and objects begin with: letters and digits, a letter first.</param>
public sealed record HostProduct(string Name, string FieldPrefix)
{
    /// <summary>The default: <c>Sequence</c> for both.</summary>
    public static HostProduct Default { get; } = new("Sequence", "Sequence");
}
