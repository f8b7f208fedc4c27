using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

internal static class Addresses
{
    /// <summary>
    /// An address changed through a transaction comes back as lines of text: name, company, street, city; its fields are gone.
    /// </summary>
    public static JsonObject Reflow(JsonObject address, JsonObject customer)
    {
        var place = $"{address.Text("City")}, {address.Text("CountrySubDivisionCode")}  {address.Text("PostalCode")}".Trim(' ', ',');
        string?[] lines =
        [
            customer.Text("DisplayName"), customer.Text("CompanyName"), address.Text("Line1"), address.Text("Line2"), place,
            address.Text("Country"),
        ];
        var reflowed = new JsonObject();
        var number = 0;
        foreach (var line in lines.Where(line => !string.IsNullOrWhiteSpace(line)).Distinct().Take(5))
        {
            reflowed[$"Line{(++number).Invariant()}"] = line;
        }

        return reflowed;
    }
}
