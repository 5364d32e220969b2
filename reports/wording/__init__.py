"""Words (用词): closed lists in Chinese, figures and parameters in words, words of strangers made harmless."""
