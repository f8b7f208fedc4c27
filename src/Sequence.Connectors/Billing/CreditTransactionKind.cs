namespace Sequence.Connectors;

/// <summary>Which way credit went.</summary>
public enum CreditTransactionKind
{
    /// <summary>Not said, or said in a word that the model does not know.</summary>
    Unknown,

    /// <summary>Credit was used.</summary>
    Debit,

    /// <summary>Credit was given, or came back from a voided invoice.</summary>
    Credit,
}
