namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>
/// What the connector declares that it writes, a line each: <c>Invoice void</c>; <c>Invoice create</c> and <c>Invoice update</c> for
/// <see cref="WriteVerb.Upsert"/>. Tests that speak of every verb hold what they did against it.
/// </summary>
internal static class DeclaredVerbs
{
    public static IEnumerable<string> Of(SequenceConnectors connectors) => connectors
        .SurfaceOf("quickbooks")
        .Writers.SelectMany(writer => writer.Traits.Verbs.SelectMany(verb => Lines(writer.RecordType, verb)))
        .Order(StringComparer.Ordinal);

    /// <summary>The line of what an intent does.</summary>
    public static string Of<TRecord>(WriteIntent<TRecord> intent)
        where TRecord : class, IRecord => Line(RecordType.Of<TRecord>(), intent.Verb, intent.Target is not null);

    private static IEnumerable<string> Lines(RecordType type, WriteVerb verb) =>
        verb == WriteVerb.Upsert
            ? [Line(type, verb, isUpdate: false), Line(type, verb, isUpdate: true)]
            : [Line(type, verb, isUpdate: true)];

    private static string Line(RecordType type, WriteVerb verb, bool isUpdate) =>
        verb == WriteVerb.Upsert ? $"{type.Name} {(isUpdate ? "update" : "create")}" : $"{type.Name} {verb}";
}
