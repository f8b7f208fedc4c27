namespace Sequence.Connectors.Xero;

/// <summary>
/// Pairs the host's lines with Xero's. Kept lines are known by their ids; new ones come back before them, in the order in which
/// they were sent, which is made sure of by what they say: a line that cannot be told for certain has no pair.
/// </summary>
internal static class XeroParts
{
    /// <summary>
    /// The lines of a document that is about to change, paired with those that stand: by ids that are known and still there, then
    /// by what they say, and the rest in their order. A line without a pair is made anew, and what people put on it is lost.
    /// </summary>
    public static ValueList<RecordPart> Paired(
        ValueList<InvoiceLine> lines,
        ValueList<RecordPart> known,
        IReadOnlyList<XeroWrittenLine> standing
    )
    {
        var free = standing.Where(line => line.Id is not null).ToList();
        var open = lines.Where(line => line.Id is not null).ToList();
        var parts = new List<RecordPart>();
        Pair((line, there) => known.Any(part => part.LocalId == line.Id && part.ExternalId == there.Id));
        Pair((line, there) => Is(there, line.Description, line.Kind == InvoiceLineKind.Text ? 0m : line.NetTotal ?? 0m));
        Pair((_, _) => true);
        return parts.ToValueList();

        void Pair(Func<InvoiceLine, XeroWrittenLine, bool> fits)
        {
            foreach (var line in open.ToList())
            {
                if (free.Find(there => fits(line, there)) is { } found)
                {
                    parts.Add(new(line.Id!, found.Id!));
                    free.Remove(found);
                    open.Remove(line);
                }
            }
        }
    }

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
        var at = fresh.FindIndex(line => Is(line, sent.Description, sent.Amount));
        if (at < 0)
        {
            return null;
        }

        var id = fresh[at].Id;
        fresh.RemoveAt(at);
        return id;
    }

    private static bool Is(XeroWrittenLine line, string? description, decimal amount) =>
        (line.Description ?? "").Trim() == (description ?? "").Trim() && (line.Amount ?? 0m) == amount;
}
