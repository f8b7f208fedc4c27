namespace Sequence.Connectors.Http.Tests;

public sealed class AddressReaderTests
{
    private readonly ReadNotes _notes = new();

    [Fact]
    public void Reads_a_country_and_a_state_from_their_words_and_notes_the_country()
    {
        var address = Read(new AddressReader(_notes, assumed: null), Text() with { Region = "California", Country = "United States" });

        Assert.Equal(("US", "United States"), (address?.Country?.Value, address?.CountryText));
        Assert.Equal(("CA", "California"), (address?.Region, address?.RegionText));
        var note = Assert.Single(_notes.Take());
        Assert.Equal(
            (MappingNoteKind.Translated, "BillingAddress.Country", "BillAddr.Country", "United States", "US"),
            (note.Kind, note.Path, note.SystemPath, note.From, note.To)
        );
    }

    [Fact]
    public void Notes_nothing_where_a_country_is_named_by_its_code_or_not_known()
    {
        var reader = new AddressReader(_notes, assumed: null);

        Assert.Equal("DE", Read(reader, Text() with { Country = "DE" })?.Country?.Value);
        Assert.Null(Read(reader, Text() with { Country = "Atlantis" })?.Country);

        Assert.Empty(_notes.Take());
    }

    [Fact]
    public void Assumes_a_country_only_where_none_is_named()
    {
        var reader = new AddressReader(_notes, CountryCode.Parse("NZ"));

        Assert.Equal("NZ", Read(reader, Text())?.Country?.Value);
        Assert.Equal(MappingNoteKind.Defaulted, Assert.Single(_notes.Take()).Kind);
        Assert.Null(Read(reader, Text() with { Country = "Atlantis" })?.Country);
    }

    [Fact]
    public void Takes_a_blank_text_for_no_address() =>
        Assert.Null(Read(new AddressReader(_notes, CountryCode.Parse("NZ")), default(AddressText) with { Line1 = " ", City = "" }));

    [Fact]
    public void Shares_the_record_of_an_address_that_comes_again_and_notes_it_again()
    {
        var reader = new AddressReader(_notes, assumed: null);
        var text = Text() with { Country = "Germany" };

        var (first, second) = (Read(reader, text), Read(reader, text));

        Assert.Same(first, second);
        Assert.Equal(2, _notes.Take().Count);
        Assert.NotEqual(first, Read(reader, text with { Line1 = "2 Quay St" }));
    }

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData(" ", "Floor 2", "", "Floor 2")]
    [InlineData("Floor 2", null, "Room 3", "Floor 2, Room 3")]
    public void Joins_the_lines_that_say_something(string? one, string? two, string? three, string? joined) =>
        Assert.Equal(joined, AddressText.Join(one, two, three));

    private static AddressText Text() => new("1 Quay St", null, null, "Springfield", null, "12345", null);

    private static Address? Read(AddressReader reader, AddressText text) => reader.Read(text, "BillingAddress", "BillAddr");
}
