using NodaTime;

namespace Sequence.Connectors.Tests;

public sealed class CustomFieldsTests
{
    private static readonly CustomFields Fields =
        [new("tier", "gold"), new("seats", 12m), new("renews", new LocalDate(2026, 3, 1)), new("vip", true)];

    [Fact]
    public void Is_equal_by_content_whatever_the_order()
    {
        CustomFields other = [new("vip", true), new("renews", new LocalDate(2026, 3, 1)), new("seats", 12.0m), new("tier", "gold")];

        Assert.Equal(Fields, other);
        Assert.Equal(Fields.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(Fields, Fields.With("tier", "silver"));
        Assert.NotEqual(Fields, Fields.With("more", "x"));
    }

    [Fact]
    public void Makes_the_records_that_hold_it_equal()
    {
        var one = new Customer { Id = "1", CustomFields = [new("tier", "gold")] };

        Assert.Equal(one, new Customer { Id = "1", CustomFields = [new("tier", "gold")] });
        Assert.NotEqual(one, new Customer { Id = "1" });
    }

    [Fact]
    public void Tells_a_cleared_field_from_one_that_it_does_not_have()
    {
        var cleared = Fields.With("tier", null);

        Assert.True(cleared.ContainsKey("tier"));
        Assert.Null(cleared["tier"]);
        Assert.False(cleared.ContainsKey("other"));
        Assert.False(cleared.TryGetValue("other", out _));
        Assert.Throws<KeyNotFoundException>(() => cleared["other"]);
    }

    [Fact]
    public void Leaves_the_fields_that_another_was_added_to_as_they_are()
    {
        var more = Fields.With("region", "EMEA");

        Assert.Equal((4, 5), (Fields.Count, more.Count));
        Assert.Equal("EMEA", more["region"]!.ToString());
    }

    [Fact]
    public void Keeps_the_last_of_equal_names_and_tells_names_apart_by_case()
    {
        CustomFields fields = [new("a", "1"), new("a", "2"), new("A", "3")];

        Assert.Equal(["A", "a"], fields.Keys);
        Assert.Equal((CustomValue)"2", fields["a"]);
    }

    [Fact]
    public void Prints_its_values_the_same_in_every_culture()
    {
        CustomFields fields =
        [
            new("choices", new CustomValue.Choices(["a", "b"])),
            new("number", 1234.5m),
            new("date", new LocalDate(2026, 3, 1)),
            new("moment", Instant.FromUtc(2026, 3, 1, 12, 0)),
            new("flag", false),
            new("none", null),
        ];

        Assert.Equal(
            "{ choices = a; b, date = 2026-03-01, flag = false, moment = 2026-03-01T12:00:00Z, none = , number = 1234.5 }",
            fields.ToString()
        );
    }
}
