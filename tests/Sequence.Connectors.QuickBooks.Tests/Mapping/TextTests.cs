namespace Sequence.Connectors.QuickBooks.Tests;

public sealed class TextTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("O'Malley & Sons \"West\"", "O'Malley & Sons \"West\"")]
    [InlineData("Küche 東京 🎉", "Küche 東京 🎉")]
    [InlineData("Parent: Child\tand\nmore", "Parent- Child and more")]
    [Trait("Trap", "quickbooks-11")]
    public async Task A_name_arrives_as_it_is_but_for_what_QuickBooks_refuses(string name, string arrived)
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var made = await world.Session.Customers.WriteAsync(world.Intent(Published.Customer(name), ""), cancellationToken: Token);
        var read = (await world.Session.Customers.FindAsync(made.Target().ExternalId, Token))!;
        Assert.Equal(arrived, read.Name);
        Assert.Equal(name != arrived, made.Notes.Any(note => note is { Kind: MappingNoteKind.Coerced, Path: nameof(Customer.Name) }));
    }

    [Fact]
    public async Task Names_of_people_lose_their_colons_too()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var customer = Published.Customer() with
        {
            Contacts =
            [
                new()
                {
                    GivenName = "Attn: Ada",
                    Email = "a@b.example",
                    BillingPreference = BillingPreference.Primary,
                },
            ],
        };
        var made = await world.Session.Customers.WriteAsync(world.Intent(customer, ""), cancellationToken: Token);
        Assert.Equal("Attn- Ada", (await world.Session.Customers.FindAsync(made.Target().ExternalId, Token))!.PrimaryContact!.GivenName);
        Assert.Contains(made.Notes, note => note is { Kind: MappingNoteKind.Coerced, SystemPath: "GivenName" });
    }

    [Fact]
    public async Task A_long_name_keeps_the_currency_that_makes_it_unique()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var intent = world.Intent(Published.Customer(new string('n', 600)), "") with { Variant = "USD" };
        var made = await world.Session.Customers.WriteAsync(intent, cancellationToken: Token);
        var name = (await world.Session.Customers.FindAsync(made.Target().ExternalId, Token))!.Name!;
        Assert.Equal((500, true), (name.Length, name.EndsWith("n (USD)", StringComparison.Ordinal)));
        Assert.Contains(made.Notes, note => note is { Kind: MappingNoteKind.Coerced, Path: nameof(Customer.Name) });
    }

    [Theory]
    [InlineData(3999, 4001, 3999)]
    [InlineData(3998, 4000, 4000)]
    public async Task A_long_text_is_cut_between_characters_and_that_is_told(int ahead, int length, int kept)
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var text = new string('x', ahead) + "🎉";
        Assert.Equal(length, text.Length);
        var invoice = Published.Invoice() with { Lines = [new() { Id = "l1", Description = text, NetTotal = 10m }] };
        var made = await world.WriteAsync(invoice, "1");
        var line = (await world.Session.Invoices.FindAsync(made.Target().ExternalId, Token))!.Lines[0];
        Assert.Equal(text[..kept], line.Description);
        Assert.Equal(length > 4000, made.Notes.Any(note => note.Path == "Lines[0].Description"));
    }

    [Fact]
    public async Task Half_a_character_harms_no_other_record()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var broken = Published.Invoice("inv-1") with { Memo = "half \ud83c of it" };
        var intents = new[] { world.Intent(broken, "1"), world.Intent(Published.Invoice("inv-2"), "1") };
        var outcomes = await world.Session.Invoices.WriteAsync(intents, cancellationToken: Token).ToListAsync(Token);
        Assert.All(outcomes, outcome => Assert.IsType<WriteOutcome.Created>(outcome));
    }

    [Fact]
    public async Task A_mail_address_is_never_cut()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var address = $"{new string('a', 90)}@example.com";
        var customer = Published.Customer() with { Contacts = [new() { Email = address, BillingPreference = BillingPreference.Primary }] };
        WriteOutcome[] outcomes =
        [
            await world.Session.Customers.WriteAsync(world.Intent(customer, ""), cancellationToken: Token),
            await world.WriteAsync(Published.Invoice() with { BillingEmail = address }, "1"),
            await world.WriteAsync(Published.CreditMemo() with { BillingEmail = address }, "1"),
        ];
        Assert.All(outcomes, outcome => Assert.Equal(
            ("email.too_long", "BillingEmail"),
            Assert.IsType<WriteOutcome.Rejected>(outcome).Problems.Select(problem => (problem.Code, problem.Path)).Single()));
    }

    [Theory]
    [InlineData("dan@example.com, billing@dan.example", "dan@example.com|billing@dan.example")]
    [InlineData("a@b.example; c@d.example ;", "a@b.example|c@d.example")]
    [InlineData(" a@b.example,", "a@b.example")]
    [InlineData(",", null)]
    public void Several_mail_addresses_in_one_field_are_several_contacts(string text, string? addresses)
    {
        var customer = QuickBooksEntities.Customer.Map(
            $$"""{"Id": "1", "GivenName": "Dan", "PrimaryEmailAddr": {"Address": "{{text}}"} }"""
        );
        Assert.Equal(
            addresses,
            customer.Contacts[0].Email is null ? null : string.Join("|", customer.Contacts.Select(contact => contact.Email))
        );
        Assert.Equal((addresses?.Split('|')[0], "Dan"), (customer.BillingEmail, customer.PrimaryContact!.Name));
    }
}
