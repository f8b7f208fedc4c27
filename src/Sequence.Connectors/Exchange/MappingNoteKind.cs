namespace Sequence.Connectors;

/// <summary>What happened to a value on its way between the unified model and a system.</summary>
public enum MappingNoteKind
{
    /// <summary>The other side has no place for the value.</summary>
    Dropped,

    /// <summary>The value was changed into an equivalent one, such as a country's name into its code.</summary>
    Translated,

    /// <summary>The value was changed to fit, such as a text cut to the longest that the system holds.</summary>
    Coerced,

    /// <summary>A value that was not given was filled in.</summary>
    Defaulted,

    /// <summary>An amount was rounded.</summary>
    Rounded,

    /// <summary>The system computed another value than the one that was sent.</summary>
    Differs,

    /// <summary>The system said a word that the model does not know; the word is kept beside <c>Unknown</c>.</summary>
    Unknown,

    /// <summary>A record that already stood in the system was taken over instead of making a second one.</summary>
    Adopted,

    /// <summary>A value that someone had changed in the system since it was last written was replaced by the host's.</summary>
    Overwritten,
}
