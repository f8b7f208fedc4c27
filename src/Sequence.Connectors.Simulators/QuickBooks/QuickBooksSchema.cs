using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sequence.Connectors.Simulators;

/// <summary>The members that QuickBooks knows of one class, and what it accepts in each.</summary>
internal sealed partial class QuickBooksSchema
{
    private static readonly HashSet<string> Scalars = ["text", "number", "int", "bool", "date", "time"];

    private readonly Dictionary<string, Member> members;

    /// <summary>
    /// <paramref name="definition"/> lists <c>Name:type</c> pairs; a type is text, text(maximum), number, int, bool, date, time, the name
    /// of another
    /// class, or choices apart by a bar. <c>[]</c> marks a list and <c>!</c> a member that callers cannot set.
    /// </summary>
    public QuickBooksSchema(string name, string definition)
    {
        Name = name;
        members = definition.Split(
            [' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(Member.Parse).ToDictionary(member => member.Name);
    }

    public string Name { get; }

    public IEnumerable<string> ReadOnlyMembers => members.Values.Where(member => member.IsReadOnly).Select(member => member.Name);

    public Member? Find(string name) =>
        members.GetValueOrDefault(name)
            ?? members.Values.FirstOrDefault(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Refuses unknown members, wrong JSON types, unknown choices and texts that are too long.</summary>
    public void Check(JsonObject document)
    {
        foreach (var (name, value) in document)
        {
            var member = members.GetValueOrDefault(name) ?? throw Unknown(name);
            if (value is null)
            {
                continue;
            }

            if (member.IsList)
            {
                foreach (var item in value as JsonArray ?? throw Mistyped(name, value))
                {
                    CheckValue(member, item ?? throw Mistyped(name, value));
                }
            }
            else
            {
                CheckValue(member, value);
            }
        }
    }

    private void CheckValue(Member member, JsonNode value)
    {
        if (member.Type == "any")
        {
            return;
        }

        if (!Scalars.Contains(member.Type) && member.Choices is null)
        {
            QuickBooksSchemas.Class(member.Type).Check(value as JsonObject ?? throw Mistyped(member.Name, value));
            return;
        }

        if (!IsScalar(member.Type, value))
        {
            throw Mistyped(member.Name, value);
        }

        var text = value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";
        if (text.Length > member.MaximumLength)
        {
            throw QuickBooksFaultException.TooLong(member.Name, member.MaximumLength);
        }

        if (member.Choices is not null && !member.Choices.Contains(text))
        {
            throw new QuickBooksFaultException(
                "2170", "Invalid Enumeration", $"Invalid Enumeration : {text} ({member.Name})", element: member.Name);
        }
    }

    private static bool IsScalar(string type, JsonNode value) => (type, value.GetValueKind()) switch
    {
        ("number", JsonValueKind.Number) => true,
        ("int", JsonValueKind.Number) => decimal.IsInteger(JsonMembers.Number(value.AsValue()) ?? 0.5m),
        ("bool", JsonValueKind.True or JsonValueKind.False) => true,
        ("date", JsonValueKind.String) => Dates().IsMatch(value.GetValue<string>()),
        ("time", JsonValueKind.String) => DateTimeOffset.TryParse(value.GetValue<string>(), CultureInfo.InvariantCulture, out _),
        ("text", JsonValueKind.String) => true,
        _ => false,
    };

    private QuickBooksFaultException Unknown(string name) => QuickBooksFaultException.UnknownMember(
        $"Unrecognized field \"{name}\" (class com.intuit.schema.finance.v3.{Name}), not marked as ignorable "
        + $"({members.Count.Invariant()} known properties: "
        + string.Join(", ", members.Keys.Take(60).Select(known => $"\"{known}\"")) + (members.Count > 60 ? " [truncated]" : "") + "])\n");

    private QuickBooksFaultException Mistyped(string name, JsonNode value) => QuickBooksFaultException.UnknownMember(
        $"Can not construct instance of {Name}.{name} from {value.GetValueKind()} value {Shorten(value.ToJsonString())}\n");

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60];

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d")]
    private static partial Regex Dates();

    internal sealed record Member(string Name, string Type, bool IsList, bool IsReadOnly, int MaximumLength, HashSet<string>? Choices)
    {
        public bool IsScalar => Scalars.Contains(Type) || Choices is not null;

        public static Member Parse(string text)
        {
            var (name, type) = (
                text[..text.IndexOf(':', StringComparison.Ordinal)], text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..]);
            var isReadOnly = type.EndsWith('!');
            type = type.TrimEnd('!');
            var isList = type.EndsWith("[]", StringComparison.Ordinal);
            type = isList ? type[..^2] : type;
            var maximum = int.MaxValue;
            if (type.StartsWith("text(", StringComparison.Ordinal))
            {
                maximum = int.Parse(type[5..^1], CultureInfo.InvariantCulture);
                type = "text";
            }

            var choices = type.Contains('|', StringComparison.Ordinal) ? type.Split('|').ToHashSet() : null;
            return new Member(name, choices is null ? type : "text", isList, isReadOnly, maximum, choices);
        }
    }
}
