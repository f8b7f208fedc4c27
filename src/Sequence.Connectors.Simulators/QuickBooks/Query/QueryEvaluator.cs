using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sequence.Connectors.Simulators;

/// <summary>Runs a statement over a company's documents: inactive list members stay hidden unless the statement asks for them.</summary>
internal sealed class QueryEvaluator(CompanyStore store)
{
    /// <summary>The content of <c>QueryResponse</c>: no array at all when nothing matches.</summary>
    public JsonObject Run(string text)
    {
        var statement = QueryParser.Parse(text);
        var rules = EntityKinds.Find(statement.Entity);
        if (rules is null)
        {
            return EntityKinds.UnusedName(statement.Entity) is null
                ? throw QuickBooksFaultException.Query("invalid context declaration: " + statement.Entity)
                : statement.IsCount ? new JsonObject { ["totalCount"] = 0 } : [];
        }

        var matches = Matches(rules, statement);
        if (statement.IsCount)
        {
            return new JsonObject { ["totalCount"] = matches.Count() };
        }

        var page = Sort(rules, statement, matches)
            .Skip(statement.StartPosition - 1)
            .Take(statement.MaxResults)
            .Select(JsonMembers.Clone)
            .ToList();
        return page.Count == 0 ? [] : new JsonObject
        {
            [rules.Name] = JsonMembers.Array(page),
            ["startPosition"] = statement.StartPosition,
            ["maxResults"] = page.Count,
        };
    }

    private IEnumerable<JsonObject> Matches(EntityRules rules, QueryStatement statement)
    {
        var tests = statement.Conditions.Select(condition => Test(rules, condition)).ToList();
        var showsInactive = !EntityKinds.HasActive(rules.Name)
            || statement.Conditions.Any(condition => condition.Property.Equals("Active", StringComparison.OrdinalIgnoreCase));
        return store.All(rules.Name)
            .Where(document => showsInactive || document.Flag("Active") != false)
            .Where(document => tests.All(test => test(document)));
    }

    private static Func<JsonObject, bool> Test(EntityRules rules, QueryCondition condition)
    {
        if (rules.Name == "Attachable" && condition.Property.StartsWith("AttachableRef.EntityRef.", StringComparison.OrdinalIgnoreCase))
        {
            var member = condition.Property.Split('.')[2].ToLowerInvariant();
            return document => document.Objects("AttachableRef").Any(
                each => condition.Values.Contains(each.Object("EntityRef").Text(member) ?? "", StringComparer.OrdinalIgnoreCase));
        }

        var path = Path(rules, condition.Property);
        if (path is ["Id"] && condition.Operator is not ("=" or "in"))
        {
            throw QuickBooksFaultException.Query("property 'Id' supports = and IN only");
        }

        if (condition.Operator == "like")
        {
            var pattern = new Regex(
                "^" + Regex.Escape(condition.Values[0]).Replace(
                    "%", ".*", StringComparison.Ordinal) + "$", RegexOptions.IgnoreCase | RegexOptions.Singleline);
            return document => Value(document, path) is { } value && pattern.IsMatch(AsText(value));
        }

        return condition.Operator is "in" or "="
            ? document => Value(document, path) is { } value && condition.Values.Any(expected => Compare(value, expected) == 0)
            : document => Value(document, path) is { } value && Holds(condition.Operator, Compare(value, condition.Values[0]));
    }

    /// <summary>Resolves a property such as <c>MetaData.LastUpdatedTime</c> to the members as they are spelled in documents.</summary>
    private static string[] Path(EntityRules rules, string property)
    {
        var parts = property.Split('.');
        if (parts[0].Equals("MetaData", StringComparison.OrdinalIgnoreCase) && parts.Length == 2)
        {
            return parts[1].Equals("LastUpdatedTime", StringComparison.OrdinalIgnoreCase) ? ["MetaData", "LastUpdatedTime"]
                : parts[1].Equals("CreateTime", StringComparison.OrdinalIgnoreCase) ? ["MetaData", "CreateTime"]
                : throw Unknown(rules, property);
        }

        var member = rules.Schema.Find(parts[0]) ?? throw Unknown(rules, property);
        if (member.IsList || parts.Length > 2 || !QueryableMembers.Contains(rules.Name, member.Name))
        {
            throw QuickBooksFaultException.Query($"property '{property}' is not queryable");
        }

        if (member.IsScalar)
        {
            return parts.Length == 1 ? [member.Name] : throw Unknown(rules, property);
        }

        return member.Type switch
        {
            "ReferenceType" => [member.Name, "value"],
            "EmailAddress" or "BillEmailAddress" => [member.Name, "Address"],
            "TelephoneNumber" => [member.Name, "FreeFormNumber"],
            _ => throw Unknown(rules, property),
        };
    }

    private static QuickBooksFaultException Unknown(EntityRules rules, string property) =>
        QuickBooksFaultException.Query($"property '{property}' not found for Entity {rules.Name}");

    private static JsonValue? Value(JsonObject document, string[] path) =>
        path.Length == 1 ? document[path[0]] as JsonValue : document.Object(path[0])?[path[1]] as JsonValue;

    private static int? Compare(JsonValue value, string expected)
    {
        if (JsonMembers.Number(value) is { } number)
        {
            return decimal.TryParse(expected, NumberStyles.Number, CultureInfo.InvariantCulture, out var other)
                ? number.CompareTo(other)
                : null;
        }

        var text = AsText(value);
        // Times compare as instants: the same moment may be written with another offset.
        if (text.Contains('T', StringComparison.Ordinal) && PacificTime.Parse(text) is { } time && PacificTime.Parse(expected) is { } limit)
        {
            return time.CompareTo(limit);
        }

        return string.Compare(text, expected, StringComparison.OrdinalIgnoreCase);
    }

    private static bool Holds(string comparison, int? order) => comparison switch
    {
        "<" => order < 0,
        ">" => order > 0,
        "<=" => order <= 0,
        _ => order >= 0,
    };

    private static string AsText(JsonValue value) =>
        value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    private static IEnumerable<JsonObject> Sort(EntityRules rules, QueryStatement statement, IEnumerable<JsonObject> documents)
    {
        if (statement.OrderBy is null)
        {
            return EntityKinds.IsTransaction(rules.Name)
                ? documents.OrderByDescending(Id, CompanyStore.IdOrder.Instance)
                : documents.OrderBy(DefaultKey, StringComparer.OrdinalIgnoreCase).ThenBy(Id, CompanyStore.IdOrder.Instance);
        }

        var path = Path(rules, statement.OrderBy);
        var order = Comparer<JsonObject>.Create((left, right) => CompareValues(Value(left, path), Value(right, path)));
        var sorted = statement.Descending
            ? documents.OrderByDescending(document => document, order)
            : documents.OrderBy(document => document, order);
        return sorted.ThenBy(Id, CompanyStore.IdOrder.Instance);
    }

    private static int CompareValues(JsonValue? left, JsonValue? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        _ => Compare(left, AsText(right)) ?? 0,
    };

    private static string DefaultKey(JsonObject document) =>
        document.Text("FullyQualifiedName") ?? document.Text("DisplayName") ?? document.Text("Name") ?? "";

    private static string Id(JsonObject document) => document.Text("Id")!;
}
