using Lth4Sa.Search.Loop;

// The records of the search cross the wire as they are: their serializers are generated here, so that the search itself needs
// Orleans' attributes only.
[assembly: GenerateCodeForDeclaringAssembly(typeof(SearchStep))]
