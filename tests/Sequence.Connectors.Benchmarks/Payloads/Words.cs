namespace Sequence.Connectors.Benchmarks;

/// <summary>Names, places and amounts as a company's books hold them: the same ones for the same seed.</summary>
internal sealed class Words(int seed)
{
    private static readonly string[] Given =
    [
        "Amy",
        "Bill",
        "Diego",
        "Freeman",
        "Grace",
        "Karen",
        "Mark",
        "Jürgen",
        "Sonia",
        "Travis",
        "Wendy",
        "Zoë",
    ];
    private static readonly string[] Family =
    [
        "Rodriguez",
        "Hernandez",
        "Whitehead",
        "Lauterbach",
        "Melton",
        "Paulsen",
        "Sato",
        "O'Malley",
        "Weiskopf",
        "Böhm",
        "Chen",
        "Okafor",
    ];
    private static readonly string[] Trades =
    [
        "Bird Sanctuary",
        "Windsurf Shop",
        "Sporting Goods",
        "Medical Supplies",
        "Consulting",
        "Freight",
        "Diner",
        "Landscaping",
    ];
    private static readonly string[] Streets =
    [
        "Finch St.",
        "Ocean Dr.",
        "Willow Rd.",
        "Main St.",
        "Court Ave",
        "Easy St.",
        "Red Rock Rd.",
        "Sugar Lane",
    ];
    private static readonly (string City, string State, string Zip)[] Places =
    [
        ("Bayshore", "CA", "943"),
        ("Half Moon Bay", "CA", "942"),
        ("Palo Alto", "CA", "940"),
        ("Tucson", "AZ", "857"),
        ("New York", "NY", "100"),
        ("Houston", "TX", "770"),
        ("Seattle", "WA", "981"),
        ("Boston", "MA", "021"),
        ("Denver", "CO", "802"),
        ("Portland", "OR", "972"),
    ];

    private static readonly string[] Countries = ["USA", "US", "USA", "United States", "USA"];

    private readonly Random _random = new(seed);

    public string GivenName() => Pick(Given);

    public string FamilyName() => Pick(Family);

    public string Trade() => Pick(Trades);

    public string Country() => Pick(Countries);

    public string Street() => $"{_random.Next(1, 9999)} {Pick(Streets)}";

    public (string City, string State, string Zip) Place()
    {
        var (city, state, zip) = Places[_random.Next(Places.Length)];
        return (city, state, $"{zip}{_random.Next(0, 99):00}");
    }

    public string Phone() => $"({_random.Next(200, 999)}) 555-{_random.Next(0, 9999):0000}";

    public decimal Amount(int most) => _random.Next(100, most * 100) / 100m;

    public int Number(int most) => _random.Next(1, most + 1);

    public bool Chance(int percent) => _random.Next(100) < percent;

    private string Pick(string[] words) => words[_random.Next(words.Length)];
}
