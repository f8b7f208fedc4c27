namespace Sequence.Connectors;

/// <summary>The type of a custom field's value.</summary>
public enum CustomFieldType
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>A calendar date.</summary>
    Date,

    /// <summary>A moment in time.</summary>
    Moment,

    /// <summary>Several texts.</summary>
    Choices,
}
