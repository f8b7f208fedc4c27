namespace Sequence.Connectors.Xero;

/// <summary>
/// Pairs the host's lines with Xero's. Kept lines are known by their ids; new ones come back before them, in the order in which
/// they were sent, which is made sure of by what they say: a line that cannot be told for certain has no pair.
/// </summary>
internal static class XeroParts
{
    public static ValueList<RecordPart> Of(IReadOnlyList<XeroSentLine> sent, IReadOnlyList<XeroWrittenLine> answered)
    {
        var known = sent.Select(line => line.ExternalId).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var fresh = answered.Where(line => line.Id is not null && !known.Contains(line.Id)).ToList();
        var parts = new List<RecordPart>();
        foreach (var line in sent)
        {
            var id = line.ExternalId ?? Take(fresh, line);
            if (id is not null && line.LocalId is not null)
            {
                parts.Add(new(line.LocalId, id));
            }
        }

        return parts.ToValueList();
    }

    private static string? Take(List<XeroWrittenLine> fresh, XeroSentLine sent)
    {
        var at = fresh.FindIndex(line =>
            (line.Description ?? "").Trim() == (sent.Description ?? "").Trim() && (line.Amount ?? 0m) == sent.Amount
        );
        if (at < 0)
        {
            return null;
        }

        var id = fresh[at].Id;
        fresh.RemoveAt(at);
        return id;
    }
}
