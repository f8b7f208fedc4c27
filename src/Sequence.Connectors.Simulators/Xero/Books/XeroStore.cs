using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>An organisation's documents by entity and id, found by number and name too, and a way back to an earlier moment.</summary>
internal sealed class XeroStore
{
    private readonly Dictionary<string, Dictionary<string, JsonObject>> tables = [];
    private readonly Dictionary<string, List<string>> keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly Stack<(string Entity, string Id, JsonObject? Before)> journal = [];

    public Dictionary<string, long> Counters { get; } = [];

    public IEnumerable<string> Entities => tables.Keys;

    /// <summary>A moment to go back to.</summary>
    public int Mark => journal.Count;

    public IReadOnlyCollection<JsonObject> All(string entity) => Table(entity).Values;

    public JsonObject? Find(string entity, string? id) => id is null ? null : Table(entity).GetValueOrDefault(id);

    /// <summary>The documents with a key such as a number or a name, those that no longer count left out.</summary>
    public IEnumerable<JsonObject> FindBy(string entity, string member, string value) =>
        keys.GetValueOrDefault($"{entity}.{member}={value}")?.ToArray().Select(id => Table(entity)[id]) ?? [];

    public long Next(string counter) => Counters[counter] = Counters.GetValueOrDefault(counter) + 1;

    /// <summary>Keeps a document; it is not changed afterwards, only replaced.</summary>
    public void Put(string entity, string id, JsonObject document)
    {
        var before = Find(entity, id);
        journal.Push((entity, id, before));
        Replace(entity, id, before, document);
    }

    public void Remove(string entity, string id)
    {
        var before = Find(entity, id);
        journal.Push((entity, id, before));
        Replace(entity, id, before, null);
    }

    /// <summary>Undoes everything since a mark.</summary>
    public void Undo(int mark)
    {
        while (journal.Count > mark)
        {
            var (entity, id, before) = journal.Pop();
            Replace(entity, id, Find(entity, id), before);
        }
    }

    /// <summary>From now on there is no way back.</summary>
    public void Commit() => journal.Clear();

    private void Replace(string entity, string id, JsonObject? before, JsonObject? after)
    {
        foreach (var key in KeysOf(entity, before))
        {
            keys.GetValueOrDefault(key)?.Remove(id);
        }

        if (after is null)
        {
            Table(entity).Remove(id);
            return;
        }

        Table(entity)[id] = after;
        foreach (var key in KeysOf(entity, after))
        {
            keys.TryAdd(key, []);
            keys[key].Add(id);
        }
    }

    private Dictionary<string, JsonObject> Table(string entity)
    {
        if (!tables.TryGetValue(entity, out var table))
        {
            tables[entity] = table = new(StringComparer.OrdinalIgnoreCase);
        }

        return table;
    }

    private static IEnumerable<string> KeysOf(string entity, JsonObject? document)
    {
        if (document is null || document.Text("Status") == "DELETED")
        {
            yield break;
        }

        string[] members = entity switch
        {
            "Contact" => document.Text("ContactStatus") == "ACTIVE" ? ["Name", "ContactNumber"] : ["ContactNumber"],
            "Invoice" => document.Text("Type") == "ACCREC" ? ["InvoiceNumber"] : [],
            "CreditNote" => ["CreditNoteNumber"],
            "Item" or "Account" or "Currency" => ["Code"],
            "TaxRate" => ["TaxType"],
            _ => [],
        };
        foreach (var member in members)
        {
            if (document.Text(member) is { Length: > 0 } value)
            {
                yield return $"{entity}.{member}={value}";
            }
        }
    }
}
