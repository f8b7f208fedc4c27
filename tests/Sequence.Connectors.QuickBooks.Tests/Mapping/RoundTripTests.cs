using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>Whatever is written comes back as it was, or the outcome tells what is not.</summary>
public sealed class RoundTripTests
{
    private static readonly string[] Currencies = ["USD", "EUR", "JPY"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Invoices_come_back_as_they_were_or_each_difference_is_noted()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedStates with { MultiCurrency = true });
        var customers = Currencies.ToDictionary(currency => currency, currency => world.Company.AddCustomer(
            new JsonObject { ["DisplayName"] = currency, ["CurrencyRef"] = new JsonObject { ["value"] = currency } }));
        var batch = 0;
        var property = Prop.ForAll(
            Arb.From(Invoice.ListOf().Where(list => list.Count > 0)),
            drafts => CheckAsync(world, customers, drafts, ++batch)
        );
        await Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(25).WithEndSize(45), property), Token);
        Assert.True(batch >= 25);
    }

    private static async Task CheckAsync(
        QuickBooksWorld world,
        Dictionary<string, string> customers,
        IReadOnlyList<Invoice> drafts,
        int batch
    )
    {
        var intents = drafts
            .Select((draft, index) => draft with { Id = $"{batch}-{index}", Number = $"R{batch}-{index}" })
            .Select(invoice => world.Intent(invoice, customers[invoice.Currency!.Value]))
            .ToList();
        var outcomes = await world
            .Session.Invoices.WriteAsync(intents, cancellationToken: Token)
            .ToDictionaryAsync(outcome => outcome.IntentKey, cancellationToken: Token);
        var ids = outcomes.Values.Select(outcome => outcome.Target().ExternalId).ToArray();
        var read = await world
            .Session.Invoices.FindAsync(ids, Token)
            .OfType<Change<Invoice>.Current>()
            .ToDictionaryAsync(one => one.Record.Id, one => one.Record, cancellationToken: Token);
        Assert.Equal(intents.Count, read.Count);
        foreach (var intent in intents)
        {
            var outcome = outcomes[intent.Key];
            Compare(intent.Record, read[outcome.Target().ExternalId], customers, [.. outcome.Notes.Select(note => note.Path)]);
        }
    }

    private static void Compare(Invoice sent, Invoice read, Dictionary<string, string> customers, HashSet<string> noted)
    {
        void Same<T>(string path, T ours, T theirs) =>
            Assert.True(
                noted.Contains(path) || EqualityComparer<T>.Default.Equals(ours, theirs),
                $"{path} was '{ours}', came back as '{theirs}', and no note tells so."
            );

        Assert.Equal((sent.Number, sent.IssueDate, sent.Currency), (read.Number, read.IssueDate, read.Currency));
        Assert.Equal(customers[sent.Currency!.Value], read.CustomerId);
        Same("DueDate", sent.DueDate, read.DueDate);
        Same("Memo", QuickBooksValues.Filled(sent.Memo), read.Memo);
        Same("NetTotal", sent.Lines.Sum(line => line.NetTotal ?? 0m), read.NetTotal);
        Assert.Equal(sent.Lines.Count, read.Lines.Count);
        for (var i = 0; i < sent.Lines.Count; i++)
        {
            var (ours, theirs) = (sent.Lines[i], read.Lines[i]);
            Same($"Lines[{i}].Kind", ours.Kind, theirs.Kind);
            Same($"Lines[{i}].Description", QuickBooksValues.Filled(ours.Description), QuickBooksValues.Filled(theirs.Description));
            Same($"Lines[{i}].NetTotal", ours.NetTotal, theirs.NetTotal);
            Same(
                $"Lines[{i}].UnitPrice",
                ours.Quantity is null ? null : ours.Quantity * ours.UnitPrice,
                ours.Quantity is null ? null : theirs.Quantity * theirs.UnitPrice
            );
            Same($"Lines[{i}].ServiceStart", ours.ServiceStart, theirs.ServiceStart);
        }
    }

    private static Gen<string?> Text =>
        Gen.Frequency(
            (1, Gen.Constant<string?>(null)),
            (
                8,
                Gen.Elements("a", "Z", "9", " ", "'", "\"", "&", "<", "\\", "\n", "ü", "東", "🎉", "x:y")
                    .ListOf()
                    .Select(parts => (string?)string.Concat(parts))
            ),
            (1, Gen.Choose(900, 4100).Select(length => (string?)new string('t', length)))
        );

    private static Gen<LocalDate> Date => Gen.Choose(0, 900).Select(days => new LocalDate(2025, 1, 1).PlusDays(days));

    private static Gen<Invoice> Invoice =>
        from currency in Gen.Elements(Currencies)
        from issued in Date
        from due in Gen.Elements<int?>(null, 0, 30)
        from memo in Text
        from items in Item(CurrencyCode.Parse(currency)).ListOf()
        from remark in Text
        from discount in Gen.Choose(0, 3)
        select new Invoice
        {
            Id = "",
            CustomerId = Published.CustomerId,
            Currency = CurrencyCode.Parse(currency),
            IssueDate = issued,
            DueDate = due is { } days ? issued.PlusDays(days) : null,
            Status = DocumentStatus.Final,
            Memo = memo,
            Lines = Arrange(items, remark, discount).Select((line, index) => line with { Id = $"l{index}" }).ToValueList(),
        };

    private static Gen<InvoiceLine> Item(CurrencyCode currency) =>
        from description in Text
        from quantity in Gen.Elements<int?>(null, 1, 3, 7, 1000)
        from tenThousandths in Gen.Choose(0, 5_000_000)
        from day in Gen.Frequency((2, Gen.Constant<LocalDate?>(null)), (1, Date.Select(date => (LocalDate?)date)))
        let price = tenThousandths / 10_000m
        let net = decimal.Round((quantity ?? 1) * price, currency.MinorUnits)
        select new InvoiceLine
        {
            Description = description,
            Quantity = quantity,
            UnitPrice = quantity is null ? null : price,
            NetTotal = net,
            ServiceStart = day,
        };

    // A remark in the middle, and at the end a discount that the lines before can bear.
    private static IEnumerable<InvoiceLine> Arrange(IList<InvoiceLine> items, string? remark, int discount)
    {
        List<InvoiceLine> lines = [.. items, new() { Description = "Base", NetTotal = 10m }];
        lines.Insert(lines.Count / 2, new() { Kind = InvoiceLineKind.Text, Description = remark });
        return discount == 0 ? lines : lines.Append(new() { Kind = InvoiceLineKind.Discount, Description = "Less", NetTotal = -discount });
    }
}
