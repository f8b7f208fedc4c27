using System.Text.Json;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// The lines of a document as they stand, beside the host's: which of them are the host's, and which ones people put there. A
/// line is known by its id, else by what it says; where no id is known at all, by its place too. Pure.
/// </summary>
internal sealed class QuickBooksStandingLines : IDisposable
{
    private const int None = -1;
    private readonly JsonDocument? _document;
    private readonly ValueList<InvoiceLine> _lines;
    private readonly JsonElement[] _standing;
    private readonly int[] _places;
    private readonly List<int> _left;
    private readonly ILookup<int, JsonElement> _others;

    private QuickBooksStandingLines(
        JsonDocument? document, JsonElement[] standing, ValueList<InvoiceLine> lines, ValueList<RecordPart> parts)
    {
        (_document, _lines, _standing) = (document, lines, standing);
        _places = new int[lines.Count];
        Array.Fill(_places, None);
        _left = [.. Enumerable.Range(0, standing.Length)];
        Match(parts);
        _others = Placed().ToLookup(placed => placed.After, placed => placed.Line);
    }

    /// <summary>
    /// Whether it cannot be told which lines are the host's: to write them would bill some twice, or remove what is not the host's.
    /// </summary>
    public bool AreUnmatched { get; private set; }

    /// <summary>The lines of people's own, in their order.</summary>
    public IEnumerable<JsonElement> Others => _left.Select(place => _standing[place]);

    public static QuickBooksStandingLines Of<TDocument>(WriteIntent<TDocument> intent, QuickBooksWritten? current)
        where TDocument : class, IDocument
    {
        if (intent.Target is not { } target || current is not { Payload.IsEmpty: false })
        {
            return new(null, [], intent.Record.Lines, []);
        }

        var document = current.Payload.Parse();
        var lines = document.RootElement.TryGetProperty("Line", out var array) && array.ValueKind == JsonValueKind.Array
            ? array.EnumerateArray().Where(line => !QuickBooksStandingLine.Is(line, "SubTotalLineDetail")).ToArray()
            : [];
        return new(document, lines, intent.Record.Lines, target.Parts);
    }

    /// <summary>How one of the host's lines stands; null for a new one.</summary>
    public JsonElement? Of(int line) => _places[line] == None ? null : _standing[_places[line]];

    /// <summary>What people put behind one of the host's lines; before the first where that is -1.</summary>
    public IEnumerable<JsonElement> After(int line) => _others[line];

    public void Dispose() => _document?.Dispose();

    private void Match(ValueList<RecordPart> parts)
    {
        var ids = parts.ToLookup(part => part.LocalId, part => part.ExternalId, StringComparer.Ordinal);
        Claim(line => line.Id is { } local && ids[local].FirstOrDefault() is { } id ? Left(one => IdOf(one) == id) : None);

        // An update whose answer was lost may have made lines whose ids nobody was told.
        Claim(line => Left(one => SaysTheSame(line, one)));
        if (parts.Count > 0)
        {
            // Lines that are known and that the host has no more are its own, and go.
            var known = parts.Select(part => part.ExternalId).ToHashSet(StringComparer.Ordinal);
            _left.RemoveAll(place => IdOf(_standing[place]) is { } id && known.Contains(id));
        }
        else if (_left.Count > 0)
        {
            AreUnmatched = _left.Count != _places.Count(place => place == None);
            Claim(_ => 0);
        }
    }

    private void Claim(Func<InvoiceLine, int> find)
    {
        for (var i = 0; i < _lines.Count && _left.Count > 0; i++)
        {
            if (_places[i] == None && find(_lines[i]) is >= 0 and var index)
            {
                _places[i] = _left[index];
                _left.RemoveAt(index);

                // The host's line cannot take the place of a bundle or a discount.
                AreUnmatched |= !QuickBooksStandingLine.IsWritten(_standing[_places[i]]);
            }
        }
    }

    private int Left(Predicate<JsonElement> matches) => _left.FindIndex(place => matches(_standing[place]));

    /// <summary>Each line of people's own follows the line of the host's that it stood behind; a discount closes the document.</summary>
    private IEnumerable<(int After, JsonElement Line)> Placed()
    {
        var after = None;
        for (var place = 0; place < _standing.Length; place++)
        {
            if (Array.IndexOf(_places, place) is >= 0 and var ours)
            {
                after = ours;
            }
            else if (_left.Contains(place))
            {
                var isDiscount = QuickBooksStandingLine.Is(_standing[place], "DiscountLineDetail");
                yield return (isDiscount ? _lines.Count - 1 : after, _standing[place]);
            }
        }
    }

    private static string? IdOf(JsonElement line) => QuickBooksStandingLine.Text(line, "Id");

    private static bool SaysTheSame(InvoiceLine ours, JsonElement standing) =>
        (ours.Kind == InvoiceLineKind.Text
            ? QuickBooksStandingLine.Is(standing, "DescriptionOnly")
            : QuickBooksStandingLine.Is(standing, "SalesItemLineDetail")
                && QuickBooksStandingLine.Number(standing, "Amount") == ours.NetTotal)
        && (ours.Description ?? "") == (QuickBooksStandingLine.Text(standing, "Description") ?? "");
}
