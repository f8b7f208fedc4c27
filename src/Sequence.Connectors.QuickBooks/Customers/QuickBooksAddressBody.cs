using System.Text.Json;

namespace Sequence.Connectors.QuickBooks;

/// <summary>Addresses, from the unified model to QuickBooks, which wants the country's full name.</summary>
internal static class QuickBooksAddressBody
{
    public static void Write(QuickBooksBody body, string path, string member, Address? address)
    {
        if (!body.Owns(path) || (address is null && !(body.IsUpdate && Stands(body.Current, member))))
        {
            return;
        }

        body.Json.WriteStartObject(member);
        Line(body, path, "Line1", address?.Line1, 500);
        Line(body, path, "Line2", address?.Line2, 500);
        Line(body, path, "Line3", address?.Line3, 500);
        if (body.IsUpdate)
        {
            // Reading joins what stands in them to the third line; left alone, they would say it twice.
            body.Json.WriteString("Line4", "");
            body.Json.WriteString("Line5", "");
        }

        Line(body, path, "City", address?.City, 255);
        Line(body, path, "CountrySubDivisionCode", address?.Region ?? address?.RegionText, 255);
        Line(body, path, "PostalCode", address?.PostalCode, 30);
        Line(body, path, "Country", address?.Country?.Name ?? address?.CountryText, 255);
        body.Json.WriteEndObject();
    }

    // An address of nothing is an address all the same, by which QuickBooks would work out the tax: one is cleared only where it stands.
    private static bool Stands(QuickBooksWritten? current, string member)
    {
        if (current is null || current.Payload.IsEmpty)
        {
            return true;
        }

        using var stands = current.Payload.Parse();
        return stands.RootElement.TryGetProperty(member, out var address)
            && address.ValueKind == JsonValueKind.Object
            && address.EnumerateObject().Any(part =>
                !part.NameEquals("Id") && part.Value.ValueKind == JsonValueKind.String && part.Value.GetString() is { Length: > 0 });
    }

    // An address is one value: what it lacks is cleared with the rest of an update.
    private static void Line(QuickBooksBody body, string path, string member, string? text, int longest)
    {
        if (!string.IsNullOrEmpty(text))
        {
            body.Json.WriteString(member, body.Fit($"{path}.{member}", member, text, longest));
        }
        else if (body.IsUpdate)
        {
            body.Json.WriteString(member, "");
        }
    }
}
