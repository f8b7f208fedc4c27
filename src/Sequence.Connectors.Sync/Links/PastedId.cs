namespace Sequence.Connectors.Sync;

/// <summary>The system's id of a record as people paste it: the id, with spaces around it, or the address of the record's page.</summary>
internal sealed record PastedId(string Text, ValueList<string> Ids)
{
    private static readonly char[] Separators = ['/', '?', '&', '=', '#', ';'];

    public bool IsAddress { get; private init; }

    public static PastedId Read(string text)
    {
        var trimmed = text.Trim();
        return Uri.TryCreate(trimmed, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new(trimmed, Parts(address)) { IsAddress = true }
            : new(trimmed, [trimmed]);
    }

    /// <summary>Whether a record is the one that is meant: an address is read only as far as the system gives the same one.</summary>
    public bool Means(RemoteLook look) => !IsAddress || (look.Record?.Source?.Link is { } page && page == new Uri(Text));

    // The id may stand in an address that stands in the address.
    private static ValueList<string> Parts(Uri address) =>
        [
            .. Uri.UnescapeDataString(address.PathAndQuery)
                .Split(Separators, StringSplitOptions.RemoveEmptyEntries)
                .Where(one => one.Any(char.IsAsciiDigit))
                .Distinct(),
        ];
}
