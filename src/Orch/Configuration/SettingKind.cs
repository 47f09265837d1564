namespace Orch.Configuration;

/// <summary>What a setting's value is.</summary>
internal enum SettingKind
{
    /// <summary>A text that is not empty.</summary>
    Text,

    /// <summary>One of some words.</summary>
    Choice,

    /// <summary>Names with commas between them, or a list of names.</summary>
    Names,

    /// <summary>A list of texts.</summary>
    TextList,

    /// <summary>A program and its arguments: a list of texts that is not empty.</summary>
    Command,

    /// <summary>A text as <c>30m</c>.</summary>
    Duration,

    /// <summary>A whole number within bounds.</summary>
    WholeNumber,

    /// <summary>An amount above zero.</summary>
    Amount,

    /// <summary>A text as <c>500MB</c>.</summary>
    Size,

    /// <summary>The value of a variable, which may be empty.</summary>
    Value,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Truth,
}
