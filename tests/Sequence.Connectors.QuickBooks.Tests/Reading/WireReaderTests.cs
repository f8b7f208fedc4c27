using System.Text;
using System.Text.Json;
using Sequence.Connectors.Http;

namespace Sequence.Connectors.QuickBooks.Tests;

public sealed class WireReaderTests
{
    [Fact]
    public void Reads_the_members_of_a_shape_and_passes_over_all_others()
    {
        var customer = Customer(
            """{"Job":false,"Other":{"Id":"9","Deep":[{"Id":"8"}]},"Id":"1","BillAddr":{"Lat":"1","City":"Tucson"},"Active":true}"""
        );

        Assert.Equal(("1", "Tucson", true), (customer?.Id, customer?.BillAddr?.City, customer?.Active));
    }

    [Fact]
    public void Reads_names_and_texts_that_are_escaped()
    {
        var customer = Customer("""{"\u0049d":"1","DisplayName":"M\u00fcller \"& Co\""}""");

        Assert.Equal(("1", "Müller \"& Co\""), (customer?.Id, customer?.DisplayName));
    }

    [Fact]
    public void Reads_numbers_that_come_as_text()
    {
        var document = Document("""{"TotalAmt":"12.50","Balance":3,"ExchangeRate":null}""");

        Assert.Equal((12.50m, 3m, null), (document?.TotalAmt, document?.Balance, document?.ExchangeRate));
    }

    [Theory]
    [InlineData("""{"Id":1}""")]
    [InlineData("""{"Id":{"value":"1"}}""")]
    [InlineData("""{"Active":"yes"}""")]
    [InlineData("""{"BillAddr":"4581 Finch St."}""")]
    [InlineData("""{"BillAddr":{"City":["Tucson"]}}""")]
    [InlineData("""{"DisplayName":"\ud800"}""")]
    public void Says_that_a_value_is_not_of_the_documented_type(string json) => Assert.Null(Customer(json));

    [Theory]
    [InlineData("""{"TotalAmt":"a lot"}""")]
    [InlineData("""{"TotalAmt":1e99}""")]
    [InlineData("""{"Line":{"Id":"1"}}""")]
    [InlineData("""{"Line":["Id"]}""")]
    public void Says_that_a_document_is_not_as_documented(string json) => Assert.Null(Document(json));

    [Fact]
    public void Takes_null_for_a_missing_member()
    {
        var document = Document(
            """{"Id":null,"TotalAmt":null,"Line":null,"BillAddr":null,"MetaData":{"LastUpdatedTime":null}}"""
        );

        Assert.NotNull(document);
        Assert.Null(document.Value.Line);
        Assert.Null(document.Value.MetaData?.LastUpdatedTime);
    }

    [Fact]
    public void Reads_more_lines_than_it_rents_room_for()
    {
        var lines = string.Join(
            ',',
            Enumerable.Range(1, 70).Select(line => $$$"""{"Id":"{{{line}}}","GroupLineDetail":{"Line":[{"Id":"{{{line}}}a"}]}}""")
        );

        var document = Document($$"""{"Line":[{{lines}}]}""");

        Assert.Equal(Enumerable.Range(1, 70).Select(line => $"{line}"), document?.Line?.Select(line => line.Id));
        Assert.Equal("70a", Assert.Single(document?.Line?[69].GroupLineDetail?.Line ?? []).Id);
    }

    [Fact]
    public void Lends_nothing_of_one_object_to_the_next()
    {
        Assert.Equal("old", Document("""{"Line":[{"Description":"old"}]}""")?.Line?[0].Description);

        Assert.Null(Document("""{"Line":[{"Id":"1"}]}""")?.Line?[0].Description);
    }

    [Theory]
    [InlineData("2026-05-05T02:08:54-07:00")]
    [InlineData("2026-05-05T02:08:54-0700")]
    [InlineData("2026-05-05T09:08:54Z")]
    [InlineData("2026-05-05T09:08:54.000000000Z")]
    [InlineData("2026-05-05T09:08:54")]
    public void Reads_moments_with_every_spelling_of_an_offset(string text) =>
        Assert.Equal(
            Instant.FromUtc(2026, 5, 5, 9, 8, 54),
            Document($$$"""{"MetaData":{"LastUpdatedTime":"{{{text}}}"}}""")?.MetaData?.LastUpdatedTime
        );

    [Fact]
    public void Takes_a_moment_that_is_none_for_unknown()
    {
        var document = Document("""{"Id":"1","MetaData":{"LastUpdatedTime":"yesterday"}}""");

        Assert.Equal("1", document?.Id);
        Assert.Null(document?.MetaData?.LastUpdatedTime);
    }

    [Fact]
    public void Throws_where_the_text_is_no_json() =>
        Assert.ThrowsAny<JsonException>(() =>
            QuickBooksPage.Read(
                """{"QueryResponse":{"Customer":[{"Id":"1"},{"Id":"""u8.ToArray(),
                "Customer",
                QuickBooksCustomer.Shape
            )
        );

    [Fact]
    public void Gives_each_object_the_slice_that_holds_it_and_goes_on_after_one_that_cannot_be_read()
    {
        var page =
            """{"time":"now","QueryResponse":{"maxResults":3,"Customer":[{"Id":"1"}, {"Id":2,"Active":true} ,{"Id":"3"}]}}"""u8.ToArray();

        var read = QuickBooksPage.Read(page, "Customer", QuickBooksCustomer.Shape);

        Assert.Equal(["1", null, "3"], read.Select(one => one.Wire?.Id));
        Assert.Equal(
            ["""{"Id":"1"}""", """{"Id":2,"Active":true}""", """{"Id":"3"}"""],
            read.Select(one => one.Payload.ToString())
        );
    }

    [Fact]
    public void Makes_a_text_once_that_comes_again()
    {
        var page =
            """{"QueryResponse":{"Customer":[{"CurrencyRef":{"value":"USD"}},{"CurrencyRef":{"value":"USD"}},{"CurrencyRef":{"value":"EUR"}}]}}"""u8.ToArray();

        var currencies = QuickBooksPage
            .Read(page, "Customer", QuickBooksCustomer.Shape)
            .ConvertAll(one => one.Wire?.CurrencyRef?.Value);

        Assert.Equal(["USD", "USD", "EUR"], currencies);
        Assert.Same(currencies[0], currencies[1]);
    }

    [Fact]
    public void Never_takes_one_text_for_another()
    {
        var names = Enumerable.Range(0, 5000).Select(i => i % 3 == 0 ? $"Büro {i % 700}" : $"{i % 900} Ocean Dr.").ToArray();
        var customers = string.Join(',', names.Select(name => $$"""{"DisplayName":"{{name}}"}"""));

        var read = QuickBooksPage.Read(
            Encoding.UTF8.GetBytes($$$"""{"QueryResponse":{"Customer":[{{{customers}}}]}}"""),
            "Customer",
            QuickBooksCustomer.Shape
        );

        Assert.Equal(names, read.Select(one => one.Wire?.DisplayName));
    }

    private static QuickBooksCustomer? Customer(string json) =>
        WireReader.Parse(Encoding.UTF8.GetBytes(json), QuickBooksCustomer.Shape);

    private static QuickBooksDocument? Document(string json) =>
        WireReader.Parse(Encoding.UTF8.GetBytes(json), QuickBooksDocument.Shape);
}
