using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>Customers whose records are as clean, and as dirty, as those of a company that has been in business for a while.</summary>
internal static class SampleCustomers
{
    private static readonly (
        string Name, string? Email, string? Street, string? City, string? State, string? Zip, string? Country)[] People =
    [
        ("Amy's Bird Sanctuary", "birds@example.com", "4581 Finch St.", "Bayshore", "CA", "94326", null),
        ("Bill's Windsurf Shop", "surf@example.com", "12 Ocean Dr.", "Half Moon Bay", "CA", "94213", "USA"),
        ("Cool Cars", "cool_cars@example.com", "65 Ocean Dr.", "Half Moon Bay", "CA", "94213", "US"),
        ("Diego Rodriguez", "diego@example.com", "321 Channing", "Palo Alto", "CA", "94303", "United States"),
        ("Dukes Basketball Camp", "dukes@example.com", "25 Court St.", "Tucson", "AZ", "85719", "USA"),
        ("Freeman Sporting Goods", "sporting.goods@example.com", "370 Easy St.", "Middlefield", "CA", "94482", "USA"),
        ("Hudson & Daughters", "office@hudson.example", "88 Greene St", "New York", "NY", "10012", "US"),
        ("Lone Star Freight", "ap@lonestar.example", "4400 Post Oak Pkwy", "Houston", "TX", "77027", "USA"),
        ("Evergreen Labs", "billing@evergreen.example", "1918 8th Ave", "Seattle", "WA", "98101", "United States of America"),
        ("Kookies by Kathy", null, "789 Sugar Lane", "Middlefield", "CA", "94482", "USA"),
        ("Mark Cho", "mark@example.com", "36 Willow Rd", null, "CA", "94025", "USA"),
        ("Paulsen Medical Supplies", "medical@example.com", "900 Main St.", "Middlefield", null, "94303", "USA"),
        ("Red Rock Diner", "diner@example.com", "500 Red Rock Rd.", "Bayshore", "California", "94326", "USA"),
        ("Sonnenschein Family Store", "familystore@example.com", null, null, null, null, null),
        ("Travis Waldron", null, null, null, null, null, null),
        ("Weiskopf Consulting", "consulting@example.com", "45612 Main St.", "Bayshore", "CA", "94326", "UNITED STATES"),
        ("Brewer & Sons Ltd", "accounts@brewer.example", "7 Queen Square", "Bristol", "Avon", "BS1 4JE", "United Kingdom"),
        ("O'Malley's Pub Group", "finance@omalleys.example", "12 Dawson Street", "Dublin", null, "D02 X285", "Ireland"),
        ("Thames Valley Print", "print@thames.example", "3 Friar Street", "Reading", null, "RG1 1DB", "UK"),
        ("Maple Leaf Outfitters", "ar@mapleleaf.example", "220 King St W", "Toronto", "ON", "M5H 1K4", "CAN"),
        ("Küchenhaus Böhm", "rechnung@boehm.example", "Lindenstraße 14", "München", null, "80331", "Germany"),
        ("San Juan Solar", "hola@sanjuansolar.example", "151 Calle Fortaleza", "San Juan", "PR", "00901", "US"),
        ("Video Games by Dan", "dan@example.com, billing@dan.example", "1 Arcade Way", "Bayshore", "CA", "94326", "USA"),
        ("Pye's Cakes", "pyescakes@example.com", "350 Mountain View Dr.", "South Orange", "NJ", "07079", "U.S.A."),
        ("Jeff's Jalopies", "jalopies@example.com", "12 Willow Rd.", "Menlo Park", "CA", "9430", "USA"),
    ];

    public static IEnumerable<JsonObject> For(QuickBooksCompanyProfile profile)
    {
        foreach (var person in People)
        {
            yield return Customer(person);
        }

        if (profile.MultiCurrency)
        {
            var foreign = profile.HomeCurrency == "EUR" ? "USD" : "EUR";
            var euros = Customer(("Atelier Fontaine", "compta@fontaine.example", "18 rue des Archives", "Paris", null, "75004", "France"));
            euros["CurrencyRef"] = JsonMembers.Reference(foreign);
            yield return euros;
        }
    }

    private static JsonObject Customer(
        (string Name, string? Email, string? Street, string? City, string? State, string? Zip, string? Country) person)
    {
        var customer = new JsonObject { ["DisplayName"] = person.Name, ["CompanyName"] = person.Name };
        if (person.Email is not null)
        {
            customer["PrimaryEmailAddr"] = new JsonObject { ["Address"] = person.Email };
        }

        var address = new JsonObject();
        (string Member, string? Value)[] parts =
        [
            ("Line1", person.Street), ("City", person.City), (
                "CountrySubDivisionCode", person.State), ("PostalCode", person.Zip), ("Country", person.Country),
        ];
        foreach (var (member, value) in parts.Where(part => part.Value is not null))
        {
            address[member] = value;
        }

        if (address.Count > 0)
        {
            customer["BillAddr"] = address;
            customer["ShipAddr"] = address.Clone();
        }

        return customer;
    }
}
