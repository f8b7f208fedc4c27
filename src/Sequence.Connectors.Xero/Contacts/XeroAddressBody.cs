namespace Sequence.Connectors.Xero;

/// <summary>
/// Addresses, from the unified model to Xero: the one that prints on invoices is the post office box, whatever it is. A slot is
/// replaced whole, so that what people wrote there beside the address is sent back with it.
/// </summary>
internal static class XeroAddressBody
{
    public static void Write(XeroBody body, Customer customer, IReadOnlyList<XeroAddress> standing)
    {
        var (billing, shipping) = (
            IsSent(nameof(Customer.BillingAddress), customer.BillingAddress),
            IsSent(nameof(Customer.ShippingAddress), customer.ShippingAddress)
        );
        if (!billing && !shipping)
        {
            return;
        }

        body.Json.WriteStartArray("Addresses");
        if (billing)
        {
            Write(body, nameof(Customer.BillingAddress), "POBOX", customer.BillingAddress, standing);
        }

        if (shipping)
        {
            Write(body, nameof(Customer.ShippingAddress), "STREET", customer.ShippingAddress, standing);
        }

        body.Json.WriteEndArray();

        bool IsSent(string path, Address? address) => body.Owns(path) && (address is not null || body.Clears);
    }

    private static void Write(XeroBody body, string path, string type, Address? address, IReadOnlyList<XeroAddress> standing)
    {
        var there = standing.FirstOrDefault(one => one.AddressType == type);
        var (third, fourth) = address?.Line3 is { } line && line == XeroAddressMapper.Rest(there)
            ? (there.AddressLine3, there.AddressLine4)
            : (address?.Line3, null);
        body.Json.WriteStartObject();
        body.Json.WriteString("AddressType", type);
        Part("AddressLine1", "Line1", address?.Line1, XeroFacts.AddressLineLength);
        Part("AddressLine2", "Line2", address?.Line2, XeroFacts.AddressLineLength);
        Part("AddressLine3", "Line3", third, XeroFacts.AddressLineLength);
        Part("AddressLine4", "Line3", fourth, XeroFacts.AddressLineLength);
        Part("City", "City", address?.City, XeroFacts.CityLength);
        Part("Region", "Region", address?.Region ?? address?.RegionText, XeroFacts.CityLength);
        Part("PostalCode", "PostalCode", address?.PostalCode, XeroFacts.PostalCodeLength);

        // Xero holds free text of letters; the code reads back as what it is.
        Part("Country", "Country", CountryOf(address), XeroFacts.PostalCodeLength);
        if (there.AttentionTo is { } attention)
        {
            body.Json.WriteString("AttentionTo", attention);
        }

        body.Json.WriteEndObject();

        void Part(string member, string part, string? value, int longest) =>
            body.Json.WriteString(member, body.Fit($"{path}.{part}", $"Addresses[{type}].{member}", value ?? "", longest));
    }

    private static string? CountryOf(Address? address) => address?.Country?.Value ?? address?.CountryText;
}
