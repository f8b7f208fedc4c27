using System.Globalization;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>A company's documents by entity and id, the stubs of deleted ones, and the look-ups that its rules need.</summary>
internal sealed class CompanyStore
{
    private readonly Dictionary<string, Dictionary<string, JsonObject>> tables = [];
    private readonly Dictionary<string, (string Entity, string Id)> names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<string>> numbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, HashSet<string>> paymentsOf = [];

    public Dictionary<string, long> Counters { get; } = [];

    public List<(string Entity, string Id, DateTimeOffset At)> Deletions { get; } = [];

    public IReadOnlyCollection<JsonObject> All(string entity) => Table(entity).Values;

    public IEnumerable<string> Entities => tables.Keys;

    public JsonObject? Find(string entity, string? id) => id is null ? null : Table(entity).GetValueOrDefault(id);

    public string NextId(string counter)
    {
        Counters[counter] = Counters.GetValueOrDefault(counter) + 1;
        return Counters[counter].Invariant();
    }

    /// <summary>
    /// Who bears a display name in one place, inactive ones included: under a parent, or at the top among customers, vendors and employees.
    /// </summary>
    public (string Entity, string Id)? BearerOf(string name, string? parentId = null) =>
        names.TryGetValue(PlacedName(name, parentId), out var bearer) ? bearer : null;

    public string? IdByNumber(string entity, string number) => numbers.GetValueOrDefault($"{entity}:{number}")?.FirstOrDefault();

    public IEnumerable<JsonObject> PaymentsOf(string transactionId) =>
        paymentsOf.GetValueOrDefault(transactionId)?.Order(IdOrder.Instance).Select(id => Find("Payment", id)!).ToList() ?? [];

    public void Put(string entity, JsonObject document)
    {
        var id = document.Text("Id")!;
        var before = Find(entity, id);
        Forget(entity, id, before);
        Table(entity)[id] = document;
        Remember(entity, id, document);
        MoveBalances(before, OpenAmount(entity, before), document, OpenAmount(entity, document));
    }

    public void Remove(string entity, string id, DateTimeOffset at)
    {
        var before = Find(entity, id)!;
        Forget(entity, id, before);
        Table(entity).Remove(id);
        MoveBalances(before, OpenAmount(entity, before), null, 0);
        Deletions.Add((entity, id, at));
    }

    /// <summary>Puts a saved document back as it was, without moving any balance.</summary>
    public void Restore(string entity, JsonObject document)
    {
        var id = document.Text("Id")!;
        Table(entity)[id] = document;
        Remember(entity, id, document);
    }

    private Dictionary<string, JsonObject> Table(string entity)
    {
        if (!tables.TryGetValue(entity, out var table))
        {
            tables[entity] = table = [];
        }

        return table;
    }

    private void Remember(string entity, string id, JsonObject document)
    {
        if (EntityKinds.IsName(entity))
        {
            names[PlacedName(BaseName(document), document.Ref("ParentRef"))] = (entity, id);
        }

        if (document.Text("DocNumber") is { } number && EntityKinds.IsTransaction(entity))
        {
            numbers.TryAdd($"{entity}:{number}", []);
            numbers[$"{entity}:{number}"].Add(id);
        }

        foreach (var linked in entity == "Payment" ? LinkedIds(document) : [])
        {
            paymentsOf.TryAdd(linked, []);
            paymentsOf[linked].Add(id);
        }
    }

    private void Forget(string entity, string id, JsonObject? document)
    {
        if (document is null)
        {
            return;
        }

        if (EntityKinds.IsName(entity))
        {
            names.Remove(PlacedName(BaseName(document), document.Ref("ParentRef")));
        }

        if (document.Text("DocNumber") is { } number)
        {
            numbers.GetValueOrDefault($"{entity}:{number}")?.Remove(id);
        }

        foreach (var linked in entity == "Payment" ? LinkedIds(document) : [])
        {
            paymentsOf.GetValueOrDefault(linked)?.Remove(id);
        }
    }

    /// <summary>A customer's balance and time of change move with its transactions; its SyncToken does not.</summary>
    private void MoveBalances(JsonObject? before, decimal openBefore, JsonObject? after, decimal openAfter)
    {
        if (before.Ref("CustomerRef") == after.Ref("CustomerRef"))
        {
            MoveBalance(after, after, openAfter - openBefore);
            return;
        }

        MoveBalance(before, after ?? before, -openBefore);
        MoveBalance(after, after, openAfter);
    }

    private void MoveBalance(JsonObject? transaction, JsonObject? stamp, decimal by)
    {
        var customer = Find("Customer", transaction.Ref("CustomerRef"));
        if (customer is null || by == 0)
        {
            return;
        }

        customer["Balance"] = JsonMembers.Money((customer.Number("Balance") ?? 0) + by);
        for (var level = customer; level is not null; level = Find("Customer", level.Ref("ParentRef")))
        {
            level["BalanceWithJobs"] = JsonMembers.Money((level.Number("BalanceWithJobs") ?? 0) + by);
        }

        if (customer.Object("MetaData") is { } meta && stamp.Object("MetaData").Text("LastUpdatedTime") is { } time)
        {
            meta["LastUpdatedTime"] = time;
        }
    }

    private static decimal OpenAmount(string entity, JsonObject? document) => entity switch
    {
        "Invoice" => document.Number("Balance") ?? 0,
        "CreditMemo" => -(document.Number("RemainingCredit") ?? 0),
        "Payment" => -(document.Number("UnappliedAmt") ?? 0),
        _ => 0,
    };

    private static IEnumerable<string> LinkedIds(JsonObject payment) =>
        payment.Objects("Line").SelectMany(line => line.Objects("LinkedTxn")).Select(link => link.Text("TxnId")!).Distinct();

    /// <summary>Names have no colon, so that no two places mix.</summary>
    private static string PlacedName(string name, string? parentId) => $"{parentId}:{name}";

    private static string BaseName(JsonObject document)
    {
        var name = document.Text("DisplayName") ?? "";
        return name.EndsWith(NameRules.DeletedSuffix, StringComparison.Ordinal) ? name[..^NameRules.DeletedSuffix.Length] : name;
    }

    /// <summary>Numeric ids by number, pseudo ids such as TAX after them.</summary>
    internal sealed class IdOrder : IComparer<string>
    {
        public static IdOrder Instance { get; } = new();

        public int Compare(string? x, string? y)
        {
            var (left, right) = (Number(x), Number(y));
            return left == right ? string.CompareOrdinal(x, y) : left.CompareTo(right);
        }

        private static long Number(string? id) =>
            long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;
    }
}
