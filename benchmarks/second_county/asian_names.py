"""Names of families from South Asia, China and Vietnam."""

from benchmarks.second_county.weighted import weigh

MUSLIM_SURNAMES = weigh(
    "900 Khan 600 Hussain 500 Ahmed 420 Ali 300 Akhtar 260 Mahmood 240 Iqbal 220 Malik 200 Shah Mohammed Begum "
    "160 Rehman "
    "150 Hussein Bibi 140 Butt 130 Mirza Qureshi 120 Ahmad Sheikh Raja Chaudhry 110 Rashid Mughal Aslam Javed 90 "
    "Ashraf Saleem "
    "80 Anwar Aziz Bashir Hanif Kauser Nawaz Parveen Rafiq Shabir Siddiqui Yousaf Zaman 60 Abbas Afzal Amin "
    "Arshad Bhatti Dar "
    "Farooq Ghani Haider Hamid Hashmi Ilyas Jabeen Karim Latif Mehmood Naz Nazir Qadir Raza Riaz Sadiq Shafiq "
    "Sultan Tariq Waheed "
    "40 Ayub Babar Cheema Daud Gondal Ishaq Jamil Kayani Khalid Lodhi Majid Munir Niazi Pervaiz Rana Sabir "
    "Sarwar Shaukat Toor "
    "Usman Wali Yaqub Younis Zafar Zia Awan Akram Bukhari Gilani Kazmi Naqvi Rizvi Syed Zaidi Ansari Memon Patel "
    "Mir Lone Wani"
)
MUSLIM_BOYS = weigh(
    "110 Ali Ibrahim 90 Yusuf Hassan Hamza Abdullah Omar 80 Ahmed Adam Bilal Zain Ayaan Haris Musa Umar Isa 60 "
    "Adnan Ammar "
    "Arham Asad Awais Azaan Danyal Dawood Eesa Faizan Farhan Haider Hashim Hussain Idris Imran Ismail Junaid "
    "Kamran Khalid "
    "Luqman Mikaeel Mustafa Nabeel Qasim Raheel Rayyan Rehan Saad Salman Shahid Shahzaib Sufyan Sulaiman Taha "
    "Talha Tariq Usman "
    "Uzair Waleed Yahya Yaseen Zakariya Zayd Zeeshan 30 Arslan Atif Basit Fahad Fawad Ghulam Hasnain Irfan Jawad "
    "Kashif Mudassar "
    "Naveed Noman Owais Raza Sajid Sarim Shoaib Tauseef Tayyab Waqar Wasim Yasir Zubair Abdul_Rahman Abdul_Hadi "
    "Abdul_Karim "
    "Abdul_Basit Abdul_Wahab Mohammed_Ali Mohammed_Hassan"
)
MUSLIM_GIRLS = weigh(
    "110 Fatima Aisha 90 Maryam Zainab Khadija 80 Amina Hafsa Zara Sana Alisha Inaya Hania 60 Aaliyah Aleena "
    "Anam Aqsa Areeba "
    "Asma Ayesha Bushra Eshal Farah Hira Humaira Iqra Jannat Javeria Kainat Laiba Madiha Mahnoor Malaika Mehreen "
    "Nabila Nadia "
    "Noor Rabia Rida Rukhsana Saba Sadia Safa Saima Samina Sara Sehrish Shazia Sidra Sumaya Tahira Tayyaba "
    "Umaimah Yasmin Zahra "
    "30 Anisa Aneesa Bisma Fiza Ifra Khansa Lubna Maira Mariam Momina Nimra Nosheen Palwasha Ruqayyah Sabiha "
    "Sumaira Urooj Wajiha"
)
BENGALI_SURNAMES = weigh(
    "500 Begum 420 Ahmed 400 Miah 380 Ali 350 Uddin 330 Rahman 320 Khanom Hussain 300 Islam 260 Khatun 240 Hoque "
    "220 Chowdhury "
    "200 Choudhury Alam Akther 160 Karim Haque Hossain Khan 120 Akhtar Bibi Mia Rashid Sultana Uddin Kabir 80 "
    "Aziz Bari Chowdhury "
    "Ferdous Hasan Jahan Kamal Latif Mannan Monir Munshi Nessa Nahar Parvin Quddus Rob Salam Sarkar Sikder "
    "Talukdar Zaman Yeasmin"
)
BENGALI_BOYS = weigh(
    "80 Abdul Tanvir Rafi Sabbir Nayeem Rakib 60 Arif Ashraful Ayman Fahim Farhan Hasan Ibrahim Imran Jubair "
    "Kamrul Mahdi Mahir "
    "Masud Mehedi Minhaz Mizanur Nazmul Rahim Rayhan Rezaul Sadik Saiful Sajid Samir Shafiul Shakil Shamim "
    "Tahmid Tareq Yasin "
    "40 Aminul Anwar Azizul Faisal Habibur Jahid Jamil Mahbub Monirul Nurul Rashedul Rubel Shahin Zahidul Zakir "
    "Ziaur Abu_Bakar"
)
BENGALI_GIRLS = weigh(
    "80 Nusrat Tasnim Sadia Farzana 60 Afia Anika Ayesha Fahmida Farhana Habiba Jannatul Khadiza Lamia Mahbuba "
    "Maisha Mariam "
    "Mehjabin Momtaz Nabila Nadia Nazia Nishat Rahima Raisa Rukia Sabina Sadika Samiha Shamima Sharmin Sumaiya "
    "Tahmina Taslima "
    "Tanjina Yasmin 40 Asma Fatema Halima Hasna Jahanara Lipi Monira Nargis Nasrin Rabeya Rehana Rina Shirin "
    "Shopna Zakia Zohra"
)
SIKH_SURNAMES = weigh(
    "220 Gill 200 Sandhu Dhillon 180 Sidhu Grewal 150 Dhaliwal Johal Bains Virk 120 Atwal Sahota Mann Uppal "
    "Purewal Chahal "
    "100 Aujla Bal Basra Bhogal Brar Cheema Deol Dosanjh Ghuman Hayer Hundal Jagpal Kalsi Kang Khaira Lally "
    "Mahal Matharu Nijjar "
    "Pannu Randhawa Rai Rehal Samra Sanghera Sekhon Sihota Sohal Sunner Takhar Thandi Toor Wahiwala Walia Bahra "
    "Bansal Bassi Dulai"
)
SIKH_STEMS = [
    "Har",
    "Gur",
    "Man",
    "Jas",
    "Sukh",
    "Kul",
    "Ran",
    "Bal",
    "Am",
    "Para",
    "Dil",
    "Nav",
    "Ravi",
    "Kiran",
    "Simran",
    "Jag",
    "Kar",
    "Param",
    "Prab",
    "Sat",
    "Tej",
    "Raj",
    "Am",
    "Vir",
    "Mand",
    "Rup",
    "Inder",
]
SIKH_ENDINGS = ["preet", "jit", "deep", "inder", "want", "meet", "vir", "pal", "jot", "leen", "bir"]
SIKH_BOYS = weigh(
    "30 Arjan Armaan Jeevan Jovan Karan Arun Rohan Sahib Fateh Angad Ajeet Taran Zorawar Veer Amrit Kirpal"
)
SIKH_GIRLS = weigh(
    "30 Simran Kiran Jasmine Ria Mehar Avneet Anaya Jaya Nimrat Asees Sehaj Amrit Roop Japji Kirat Kavneet Navneet"
)
INDIAN_SURNAMES = weigh(
    "600 Patel 260 Shah 240 Sharma 180 Singh Kumar 120 Gupta Mehta Joshi Reddy Nair Desai 100 Thomas Mathew Rao "
    "Iyer Pillai "
    "Krishnan Jain Varghese Philip 80 Agarwal Bhatt Chauhan Das Fernandes George Ghosh Iyengar Jacob John Joseph "
    "Kapoor Kurian Lal "
    "Menon Mishra Modi Mukherjee Naidu Narayan Pandey Parmar Prasad Raj Rathod Sen Solanki Subramanian Thakkar "
    "Trivedi Verma "
    "60 Banerjee Bhattacharya Chakraborty Chatterjee Chaudhary Dave Dixit D'Souza Gandhi Ganesan Kulkarni Lad "
    "Madhavan Mistry "
    "Murugan Pandya Patil Ramachandran Saxena Shetty Shukla Sivakumar Srinivasan Tailor Tiwari Venkatesan Vyas "
    "Yadav Raval Panchal"
)
INDIAN_BOYS = weigh(
    "80 Aarav Arjun Vivaan 60 Aditya Rohan Krish Dev Ishaan Rahul Nikhil Aryan Vihaan Reyansh Advik 40 Abhishek "
    "Akash Ajay Akshay "
    "Amit Anand Aniket Anirudh Arnav Ashwin Bhavesh Chirag Darshan Dhruv Gaurav Hardik Harish Hitesh Jatin Jay "
    "Karthik Kavin Kiran "
    "Kunal Manav Mihir Mohit Naveen Neel Nishant Parth Pranav Prateek Raghav Rakesh Ravi Rishi Ritesh Rohit "
    "Sachin Sameer Sanjay "
    "Shaurya Shiv Shreyas Siddharth Sunil Suraj Tarun Tejas Varun Vijay Vikram Vinay Viraj Vishal Vivek Yash "
    "Alwin Jerin Jibin Tijo"
)
INDIAN_GIRLS = weigh(
    "80 Aanya Diya Saanvi Ananya 60 Aditi Anika Isha Kavya Meera Nisha Pooja Priya Riya Shreya Anjali Aadhya "
    "Myra 40 Aarti Aishwarya "
    "Akshara Amrita Archana Avani Bhavna Chaitra Deepa Deepika Devika Dhara Divya Gayatri Hetal Janvi Jiya "
    "Karishma Khushi Kirti Komal "
    "Krupa Lakshmi Mansi Nandini Neha Nikita Nitya Pallavi Payal Prachi Radhika Rekha Ritika Roshni Rutvi Sakshi "
    "Sandhya Sejal Shivani "
    "Shruti Sita Sneha Sonia Swara Swati Tanvi Tara Trisha Urvi Vaishnavi Veda Vidya Anu Ann_Maria Aleena Merin "
    "Jisna Tessa Riya_Ann"
)
CHINESE_SURNAMES = weigh(
    "90 Wang Li Zhang Chen 80 Liu Wong Chan Lee 60 Yang Huang Zhao Wu Zhou Lin Cheung Lam Leung Ng Ho Chow Yip "
    "45 Xu Sun Ma Zhu Hu Guo "
    "He Gao Luo Liang Tang Cheng Lau Kwok Tsang Fung Yeung Kwan Mak Pang 30 Xie Han Cao Deng Feng Xiao Zeng Cai "
    "Peng Pan Yuan Dong "
    "Yu Su Ye Lu Wei Jiang Tian Du Ding Shen Ren Yao Lai Chui Poon Szeto Au_Yeung Hui Ip Kong Siu Sze To Tse Yau "
    "Yuen Cheuk Qiu Qin"
)
CHINESE_FIRST = weigh(
    "30 Zi Jia Yu Hao Xin Yi Jun Wei Ming Chun Ka Wing Hoi Tsz Ho Lok Man Yan Kai Chi Cheuk Sze Pui Shu Qi Xiao "
    "Si Ruo Meng Jing Zhi "
    "Bo Tian Hui Xue Ze Mu Yong An Yat Hei Kwan Sum Long"
)
CHINESE_SECOND = weigh(
    "30 Hao Xuan Han Yi Ting Ying Ming Chen Wei Jie Yu Xin Yan Tong Yin Hei Him Lam Kiu Long Ching Hin Yee Fung "
    "Tung Ling Qi Jun Rui "
    "Lin Mei Na Ran Ning Yang Zhe Feng Yue Lok Yiu Wa Nam Chun Kit Shing Yuet Ki"
)
ENGLISH_NAMES_OF_CHINESE = weigh(
    "30 Kevin Jason Eric Vincent Daniel Ryan Jacky Andy Alan Raymond Hayden Marcus Anson Aiden Lucas Ethan Chloe "
    "Vivian Winnie Tiffany "
    "Joyce Cherry Angel Grace Emily Jasmine Fiona Yoyo Hailey Charlotte Phoebe Katie Queenie Bonnie Sunny Ivan "
    "Edison Wilson Kelvin"
)
VIETNAMESE_SURNAMES = weigh(
    "380 Nguyễn 120 Trần 100 Lê 75 Phạm 55 Hoàng Phan Vũ 45 Đặng Võ Bùi 30 Đỗ Hồ Ngô Dương Lý Huỳnh 15 Đinh Mai "
    "Đào Trịnh Lâm Tô Hà Cao Đoàn"
)
VIETNAMESE_BOYS = weigh(
    "50 Minh Anh Huy Khang Bảo 40 Phúc Khoa Nam Long Duy An Đạt Hiếu Khôi Quân Thành Tuấn Trung Việt Hải Hoàng "
    "Dũng Đức Sơn Tùng Kiên "
    "Lâm Nghĩa Nhân Phong Quang Tân Thắng Thiện Thịnh Tiến Toàn Trí Vinh Bình Cường"
)
VIETNAMESE_GIRLS = weigh(
    "50 Anh Linh Trang Hà Phương 40 Mai My Ngọc Thảo Vy Hương Lan Nhi Như Quỳnh Thủy Trâm Uyên Yến Châu Chi Dung "
    "Giang Hạnh Hân Hiền "
    "Hoa Huyền Khánh Loan Ly Nga Ngân Nhung Oanh Tâm Thanh Thúy Tú Vân Xuân"
)
VIETNAMESE_MIDDLES_BOYS = weigh(
    "120 Văn 90 Đức Minh 60 Quốc Gia Hữu Bảo 40 Anh Công Đình Hoàng Ngọc Quang Thanh Tuấn Xuân"
)
VIETNAMESE_MIDDLES_GIRLS = weigh(
    "200 Thị 60 Ngọc Minh Thu Bảo 40 Hồng Khánh Kim Mỹ Phương Thanh Thùy Tuyết Diệu Quỳnh Như"
)
