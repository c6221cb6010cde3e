namespace Lth4Sa.Specs;

/// <summary>The values that an option takes.</summary>
/// <param name="Expected">The values in words that complete "expected ...", as in "at least 1".</param>
/// <param name="Test">The test that says whether a value is allowed.</param>
public sealed record Allowed<T>(string Expected, Func<T, bool> Test);
