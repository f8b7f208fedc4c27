using System.Text.Json;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// A line as it stands: what of it stays when the host writes its own values over it. Members that the model has no place for
/// stay, such as a class or the estimate that the line came from. Pure.
/// </summary>
internal static class QuickBooksStandingLine
{
    private const string Detail = "SalesItemLineDetail";
    private const string Remark = "DescriptionOnly";

    // QuickBooks places lines by their order, and works these out itself.
    private static readonly HashSet<string> Computed = ["LineNum", "ItemAccountRef", "TaxInclusiveAmt"];

    // What explains an amount, and goes with it.
    private static readonly HashSet<string> Explaining = ["DiscountRate", "DiscountAmt", "MarkupInfo", "PriceLevelRef", "RatePercent"];

    /// <summary>Whether the line is of a kind that the host's lines become.</summary>
    public static bool IsWritten(JsonElement line) => Is(line, Detail) || Is(line, Remark);

    public static bool Is(JsonElement line, string detailType) =>
        line.TryGetProperty("DetailType", out var type) && type.ValueEquals(detailType);

    public static string? Text(JsonElement line, string member) =>
        line.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static decimal? Number(JsonElement line, string member) =>
        line.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : null;

    /// <summary>Sends a line of people's own again, as it stands.</summary>
    public static void WriteWhole(Utf8JsonWriter json, JsonElement line)
    {
        // QuickBooks works the amount of a percentage out anew.
        var isPercentage = line.TryGetProperty("DiscountLineDetail", out var discount)
            && discount.TryGetProperty("PercentBased", out var flag)
            && flag.ValueKind == JsonValueKind.True;
        json.WriteStartObject();
        foreach (var member in line.EnumerateObject().Where(one => !Computed.Contains(one.Name)))
        {
            if (member.NameEquals(Detail))
            {
                json.WriteStartObject(Detail);
                Write(json, member.Value, Computed.Contains);
                json.WriteEndObject();
            }
            else if (!(isPercentage && member.NameEquals("Amount")))
            {
                member.WriteTo(json);
            }
        }

        json.WriteEndObject();
    }

    /// <summary>Writes what stays of the line beside the members that were written.</summary>
    public static void WriteRest(Utf8JsonWriter json, JsonElement line, bool isRemark, params ReadOnlySpan<string> written)
    {
        HashSet<string> names = [.. written, "Id", "DetailType", "Amount", Detail, isRemark ? "" : "DescriptionLineDetail"];
        Write(json, line, name => names.Contains(name) || Computed.Contains(name));
    }

    /// <summary>Writes what stays of what the line sells; what explained another amount is told.</summary>
    public static void WriteRestOfDetail(
        QuickBooksBody body, JsonElement line, int index, (decimal Net, decimal Quantity, decimal Price) ours, HashSet<string> written)
    {
        if (!Is(line, Detail) || !line.TryGetProperty(Detail, out var detail))
        {
            return;
        }

        var isSameAmount = Number(line, "Amount") == ours.Net
            && Number(detail, "Qty") == ours.Quantity
            && Number(detail, "UnitPrice") == ours.Price;
        Write(
            body.Json,
            detail,
            name => written.Contains(name) || Computed.Contains(name) || (!isSameAmount && Explaining.Contains(name))
        );
        foreach (var member in isSameAmount ? [] : detail.EnumerateObject().Where(one => Explaining.Contains(one.Name)))
        {
            body.Note(
                MappingNoteKind.Dropped, $"Lines[{index}].NetTotal", $"{Detail}.{member.Name}", member.Value.ToString(), null,
                $"{member.Name} explained another amount of the line in QuickBooks, and went with it.");
        }
    }

    private static void Write(Utf8JsonWriter json, JsonElement from, Func<string, bool> isLeftOut)
    {
        foreach (var member in from.EnumerateObject().Where(one => !isLeftOut(one.Name)))
        {
            member.WriteTo(json);
        }
    }
}
