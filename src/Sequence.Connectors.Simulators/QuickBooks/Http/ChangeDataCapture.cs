using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>What changed since a moment, by entity: whole objects, and stubs of those that were deleted.</summary>
internal sealed class ChangeDataCapture(CompanyBooks books, QuickBooksLimits limits)
{
    public JsonObject Run(string? entities, string? changedSince)
    {
        var names = (entities ?? throw QuickBooksFaultException.Required("entities"))
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        // A plus sign that was not encoded arrives as a space.
        var since = PacificTime.Parse(changedSince?.Replace(' ', '+')) ?? throw QuickBooksFaultException.Required("changedSince");
        // QuickBooks: an earlier moment is no error. The answer begins where the window does, and nothing says so.
        since = since < books.Now - limits.ChangeDataWindow ? books.Now - limits.ChangeDataWindow : since;
        var left = limits.ChangeDataObjects;
        var responses = new List<JsonNode>();
        foreach (var name in names)
        {
            responses.Add(Changes(name, since, ref left));
        }

        return new JsonObject { ["CDCResponse"] = new JsonArray(new JsonObject { ["QueryResponse"] = JsonMembers.Array(responses) }) };
    }

    private JsonObject Changes(string name, DateTimeOffset since, ref int left)
    {
        if (EntityKinds.UnusedName(name) is not null && name is not ("TaxAgency" or "JournalCode" or "TimeActivity"))
        {
            return [];
        }

        if (EntityKinds.Find(name) is not { } rules || rules.Name is "TaxCode" or "TaxRate" or "CompanyInfo")
        {
            throw QuickBooksFaultException.Unsupported($"change data capture of {name}");
        }

        var live = books.Store.All(rules.Name)
            .Where(document => ChangedAt(document) >= since)
            .OrderByDescending(ChangedAt)
            .Select(JsonMembers.Clone);
        var stubs = books.Store.Deletions.Where(deletion => deletion.Entity == rules.Name && deletion.At >= since).Select(Stub);
        var changes = live.Concat(stubs).Take(left).ToList();
        left -= changes.Count;
        return changes.Count == 0 ? [] : new JsonObject
        {
            [rules.Name] = JsonMembers.Array(changes),
            ["startPosition"] = 1,
            ["maxResults"] = changes.Count,
            ["totalCount"] = changes.Count,
        };
    }

    private static DateTimeOffset? ChangedAt(JsonObject document) => PacificTime.Parse(document.Object("MetaData").Text("LastUpdatedTime"));

    private static JsonObject Stub((string Entity, string Id, DateTimeOffset At) deletion) => new()
    {
        ["domain"] = "QBO",
        ["status"] = "Deleted",
        ["Id"] = deletion.Id,
        ["MetaData"] = new JsonObject { ["LastUpdatedTime"] = PacificTime.Stamp(deletion.At) },
    };
}
