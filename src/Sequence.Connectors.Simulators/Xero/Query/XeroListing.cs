using System.Globalization;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>Which documents a list has, in which order, and which page of them.</summary>
internal sealed class XeroListing(XeroBooks books, XeroKind kind, SimulatedRequest request)
{
    /// <summary>The member, never shown, of what a person entered and no app made.</summary>
    public const string EnteredByPerson = "EnteredByPerson";

    private const int DefaultPageSize = 100;
    private const int MostPageSize = 1000;

    private static readonly string[] Searched =
        ["Name", "FirstName", "LastName", "ContactNumber", "EmailAddress", "InvoiceNumber", "Reference"];

    private static readonly string[][] InvoiceLists =
        [["IDs", "InvoiceID"], ["InvoiceNumbers", "InvoiceNumber"], ["ContactIDs", "ContactID"], ["Statuses", "Status"]];

    public bool IsSummary => kind.Name is "Invoice" or "Contact" && Flag("summaryOnly");

    /// <summary>Whether the answer is a page. A page of what cannot be paged is everything.</summary>
    public bool IsPaged => kind.IsPaged && (request.Parameter("page") is not null || IsSummary);

    public (List<JsonObject> Rows, JsonObject? Pagination) Run()
    {
        var rows = Ordered(books.Store.All(kind.Name).Where(Matches()));
        if (!IsPaged)
        {
            return (rows, null);
        }

        var page = Math.Max(1, Whole("page") ?? 1);
        var size = Math.Clamp(Whole("pageSize") ?? DefaultPageSize, 1, MostPageSize);
        var pagination = new JsonObject
        {
            ["page"] = page, ["pageSize"] = size, ["pageCount"] = (rows.Count + size - 1) / size, ["itemCount"] = rows.Count,
        };
        return ([.. rows.Skip((page - 1) * size).Take(size)], pagination);
    }

    private Func<JsonObject, bool> Matches()
    {
        var tests = new List<Func<JsonObject, bool>>();
        if (request.Parameter("where") is { Length: > 0 } where)
        {
            var test = XeroWhere.Parse(where);
            tests.Add(document => test(WithContact(document)));
        }

        if (XeroDates.TryInstant(request.Headers.GetValueOrDefault("If-Modified-Since")) is { } since)
        {
            tests.Add(document => document.Text("UpdatedDateUTC") is not { } at || Seconds(XeroDates.Instant(at)) >= Seconds(since));
        }

        AddLists(tests);
        if (kind == XeroKind.Invoice && Flag("createdByMyApp"))
        {
            tests.Add(document => document.Flag(EnteredByPerson) != true);
        }

        if (kind == XeroKind.Contact && !Flag("includeArchived"))
        {
            tests.Add(document => document.Text("ContactStatus") == "ACTIVE" || request.Parameter("IDs") is { Length: > 0 });
        }

        if (request.Parameter("searchTerm") is { Length: > 0 } term)
        {
            tests.Add(document =>
                Searched.Any(member => document.Text(member)?.Contains(term, StringComparison.OrdinalIgnoreCase) == true)
            );
        }

        return document => tests.TrueForAll(test => test(document));
    }

    private void AddLists(List<Func<JsonObject, bool>> tests)
    {
        var lists = kind.Name switch
        {
            "Invoice" => InvoiceLists,
            "Contact" => [["IDs", "ContactID"]],
            _ => [],
        };
        foreach (var list in lists)
        {
            if (request.Parameter(list[0]) is { Length: > 0 } given)
            {
                var wanted = given.Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);
                tests.Add(document => wanted.Contains(document.Text(list[1]) ?? ""));
            }
        }
    }

    private List<JsonObject> Ordered(IEnumerable<JsonObject> rows)
    {
        if (request.Parameter("order") is not { Length: > 0 } order)
        {
            return [.. rows.OrderBy(each => each.Text("UpdatedDateUTC") ?? "", StringComparer.Ordinal)
                .ThenBy(each => each.Text(kind.IdMember), StringComparer.Ordinal)];
        }

        IOrderedEnumerable<JsonObject>? ordered = null;
        foreach (var part in order.Split(',', StringSplitOptions.TrimEntries))
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var isDown = words.Length > 1 && words[1].StartsWith("DESC", StringComparison.OrdinalIgnoreCase);
            string Key(JsonObject document) => Sortable(WithContact(document), words[0]);
            ordered = (ordered, isDown) switch
            {
                (null, false) => rows.OrderBy(Key, StringComparer.OrdinalIgnoreCase),
                (null, true) => rows.OrderByDescending(Key, StringComparer.OrdinalIgnoreCase),
                (_, false) => ordered.ThenBy(Key, StringComparer.OrdinalIgnoreCase),
                _ => ordered.ThenByDescending(Key, StringComparer.OrdinalIgnoreCase),
            };
        }

        return [.. ordered!];
    }

    private JsonObject WithContact(JsonObject document)
    {
        // Payments are asked for by what they pay; a refund shows its credit note under Invoice.
        if (kind == XeroKind.Payment)
        {
            var payment = document.Clone();
            payment["Invoice"] = new JsonObject { ["InvoiceID"] = document.Text("InvoiceID") ?? document.Text("CreditNoteID") };
            return payment;
        }

        if (document.Text("ContactID") is not { } id || kind == XeroKind.Contact)
        {
            return document;
        }

        var seen = document.Clone();
        seen["Contact"] = books.Store.Find("Contact", id)?.Clone();
        return seen;
    }

    private static string Sortable(JsonObject document, string path)
    {
        JsonNode? node = document;
        foreach (var name in path.Split('.'))
        {
            node = (node as JsonObject)?.FirstOrDefault(each => each.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        }

        return node is JsonValue value && JsonMembers.Number(value) is { } number
            ? (number + 1_000_000_000_000m).ToString("0000000000000.0000", CultureInfo.InvariantCulture)
            : node?.ToString() ?? "";
    }

    private bool Flag(string name) => request.Parameter(name)?.Equals("true", StringComparison.OrdinalIgnoreCase) == true;

    private int? Whole(string name) =>
        int.TryParse(request.Parameter(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateTimeOffset Seconds(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());
}
