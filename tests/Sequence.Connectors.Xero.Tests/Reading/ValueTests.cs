namespace Sequence.Connectors.Xero.Tests;

public sealed class ValueTests
{
    [Theory]
    [InlineData("/Date(1518685950940+0000)/", "2018-02-15T09:12:30.94Z")]
    [InlineData("/Date(1552326816230)/", "2019-03-11T17:53:36.23Z")]
    [InlineData("/Date(-1565568000000+0000)/", "1920-05-23T00:00:00Z")]
    [InlineData("/Date(1439434356790+1300)/", "2015-08-13T02:52:36.79Z")]
    [InlineData("2026-04-20T11:47:10.3365440", "2026-04-20T11:47:10.336544Z")]
    public void Reads_moments_as_Xero_spells_them(string text, string expected) =>
        Assert.Equal(NodaTime.Text.InstantPattern.ExtendedIso.Parse(expected).Value, XeroValues.Moment(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/Date(")]
    [InlineData("/Date()/")]
    [InlineData("/Date(abc)/")]
    [InlineData("/Date(99999999999999999)/")]
    [InlineData("tomorrow")]
    public void Other_text_is_no_moment(string? text) => Assert.Null(XeroValues.Moment(text));

    [Fact]
    [Trait("Trap", "10 Parses /Date()/ to local time")]
    public void A_calendar_day_is_the_same_in_every_zone() =>
        Assert.Equal(new LocalDate(2026, 3, 19), XeroValues.Date("/Date(1773878400000+0000)/"));

    [Fact]
    [Trait("Trap", "11 double instead of decimal; forgets unitdp=4 on reads")]
    public void Amounts_are_read_to_the_last_digit_and_keep_their_scale()
    {
        var invoice = XeroEntities.Invoice.Map(
            """
            {"InvoiceID":"i","Type":"ACCREC","Total":9007199254740993.01,"AmountDue":0.30,
             "LineItems":[{"LineItemID":"l","UnitAmount":0.0001,"Quantity":1.0000000000,"LineAmount":9999999999.99}]}
            """);

        Assert.Equal((9007199254740993.01m, 0.30m), (invoice.GrossTotal, invoice.Balance));
        Assert.Equal((0.0001m, 9999999999.99m), (invoice.Lines[0].UnitPrice, invoice.Lines[0].NetTotal));
    }

    [Theory]
    [InlineData("Check 12 [0123456789abcdef0123456789abcdef]", "Check 12")]
    [InlineData("[0123456789abcdef0123456789abcdef]", null)]
    [InlineData("[see 7]", "[see 7]")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Takes_the_mark_off_a_reference(string? reference, string? expected) => Assert.Equal(expected, XeroMark.Without(reference));

    [Fact]
    public void A_cursor_comes_back_as_it_was()
    {
        var cursor = new XeroCursor(Instant.FromUtc(2026, 3, 1, 0, 0), Instant.FromUtc(2026, 3, 2, 0, 0), 4, 100);

        Assert.Equal(cursor, XeroCursor.Parse(cursor.Text));
        Assert.Equal(XeroCursor.Start, XeroCursor.Parse(XeroCursor.Start.Text));
        Assert.Throws<ArgumentException>(() => XeroCursor.Parse(new("2026")));
    }
}
