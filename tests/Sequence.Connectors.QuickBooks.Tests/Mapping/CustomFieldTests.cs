namespace Sequence.Connectors.QuickBooks.Tests;

public sealed class CustomFieldTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Order #")]
    [InlineData("order #")]
    [InlineData("1")]
    [Trait("Behaviour", "S1-8")]
    [Trait("Behaviour", "S1-9")]
    public async Task A_field_is_mapped_by_its_label_or_by_its_id_in_both_directions(string systemField)
    {
        await using var world = await WorldAsync(systemField);
        var made = await world.WriteAsync(Invoice("PO-77"), "1");
        var field = Assert.Single(world.Company.Invoices.Find(made.Target().ExternalId)!["CustomField"]!.AsArray())!;
        Assert.Equal(("1", "PO-77"), ((string?)field["DefinitionId"], (string?)field["StringValue"]));
        Assert.Equal("PO-77", (await world.Session.Invoices.FindAsync(made.Target().ExternalId, Token))!.CustomFields["order"]);

        var update = world.Intent(Invoice(null), "1", made.Target(), revision: 2);
        var cleared = await world.Session.Invoices.WriteAsync(update, cancellationToken: Token);
        Assert.Null((await world.Session.Invoices.FindAsync(cleared.Target().ExternalId, Token))!.CustomFields["order"]);
    }

    [Fact]
    [Trait("Behaviour", "S1-9")]
    public async Task A_map_that_names_no_field_of_QuickBooks_is_refused_with_those_that_there_are()
    {
        await using var world = await WorldAsync("Purchase order");
        var refused = Assert.IsType<WriteOutcome.Rejected>(await world.WriteAsync(Invoice("PO-77"), "1"));
        var problem = Assert.Single(refused.Problems);
        Assert.Equal("custom_field.unknown", problem.Code);
        Assert.Contains("'Purchase order'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Order #", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_without_a_map_is_refused()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var refused = Assert.IsType<WriteOutcome.Rejected>(await world.WriteAsync(Invoice("PO-77"), "1"));
        Assert.Equal("custom_field.unmapped", Assert.Single(refused.Problems).Code);
    }

    [Fact]
    public async Task A_value_that_is_too_long_is_cut_and_that_is_told()
    {
        await using var world = await WorldAsync("Order #");
        var made = await world.WriteAsync(Invoice(new string('x', 40)), "1");
        Assert.Contains(made.Notes, note => note is { Kind: MappingNoteKind.Coerced, Path: "CustomFields.order", To.Length: 31 });
    }

    [Fact]
    public void A_field_that_is_not_there_is_absent_and_an_empty_one_is_null()
    {
        var settings = new ConnectionSettings
        {
            FieldMaps =
            [
                new() { RecordType = RecordType.Of<Invoice>(), Field = "order", SystemField = "1" },
                new() { RecordType = RecordType.Of<Invoice>(), Field = "region", SystemField = "2" },
            ],
        };
        var invoice = QuickBooksEntities.Invoice.Map(
            """{"Id": "1", "CustomField": [{"DefinitionId": "1", "Name": "Order #", "Type": "StringType"}]}""",
            settings
        );
        Assert.Equal(CustomFields.Empty.With("order", null), invoice.CustomFields);
    }

    private static Task<QuickBooksWorld> WorldAsync(string systemField) =>
        QuickBooksWorld.StartAsync(settings: given =>
            given.With("items.default", "1") with
            {
                FieldMaps =
                [
                    new()
                    {
                        RecordType = RecordType.Of<Invoice>(),
                        Field = "order",
                        SystemField = systemField,
                    },
                ],
            }
        );

    private static Invoice Invoice(string? order) =>
        Published.Invoice() with
        {
            CustomFields = CustomFields.Empty.With("order", order is null ? null : (CustomValue)order),
        };
}
